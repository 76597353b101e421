import { useRouter } from "@tarojs/taro";
import { useEffect, useState } from "react";
import { checkAnswers, type FormStep, formOf } from "shared-types";
import { ClosedNote } from "../../components/closed-note";
import { DraftPage, type DraftPageParts } from "../../components/draft-page";
import { Kept } from "../../components/kept";
import { Skeleton } from "../../components/loading";
import { ObjectionNote } from "../../components/objection-note";
import { Page } from "../../components/page";
import { Box, Button } from "../../controls";
import { type Draft, isUntouched } from "../../draft/model";
import { openObjections } from "../../draft/objections";
import { paths } from "../../draft/paths";
import { FaultList } from "../../form/fault-list";
import { startAnswers, useKnown } from "../../form/known";
import { Step } from "../../form/step";
import { StepsRail } from "../../form/steps-rail";
import { faultsOf, useForm } from "../../form/use-form";
import { back, go, replace } from "../../platform/navigate";
import { settings } from "../../settings";
import { applyTexts } from "../../texts/apply";
import { common } from "../../texts/common";
import "../../form/form.scss";

/** One step of any business's form; the step is in the address, so that back and reload do what they should. */
export default function ApplyPage() {
  const at = Number(useRouter().params.step ?? 0);
  return <DraftPage title={applyTexts.title}>{(parts) => <Begun {...parts} at={at} />}</DraftPage>;
}

/** A draft that nobody has touched yet starts with the place that was chosen before. */
function Begun({ at, ...parts }: DraftPageParts & { at: number }) {
  const { draft, tools, business, context } = parts;
  const untouched = isUntouched(draft);
  useEffect(() => {
    const answers = startAnswers(business.definition, settings.get().place);
    if (untouched && Object.keys(answers).length > 0) tools.change({ answers });
  }, [untouched, business, tools.change]);

  const steps = formOf(business.definition, draft.answers, context);
  const step = steps[at];
  const beyond = at >= steps.length;
  useEffect(() => {
    if (beyond) replace(at === steps.length ? paths.photos(draft.submitId) : paths.review(draft.submitId));
  }, [beyond, at, steps.length, draft.submitId]);
  if (!step) return <Waiting />;
  return <ApplyStep {...parts} step={step} at={at} />;
}

function Waiting() {
  return (
    <Page title={applyTexts.title}>
      <Skeleton rows={6} />
    </Page>
  );
}

interface ApplyStepProps extends DraftPageParts {
  step: FormStep;
  at: number;
}

function ApplyStep({ draft, tools, business: { definition }, context, step, at }: ApplyStepProps) {
  const form = useForm(definition, context, draft, tools, at);
  const [listed, setListed] = useState(false);
  useKnown(step, draft.answers, tools.change);
  const { steps } = form;
  const objections = objectedIn(draft, step);

  const next = () => {
    if (!form.check()) return setListed(true);
    setListed(false);
    tools.change({ step: Math.max(draft.step, at + 1) });
    void tools.save();
    // Everything was filled in before: what is left is to look at the whole again.
    const complete = checkAnswers(definition, draft.answers, draft.attachments, context).length === 0;
    if (draft.objections && complete) return go(paths.review(draft.submitId));
    go(at + 1 < steps.length ? paths.step(draft.submitId, at + 1) : paths.photos(draft.submitId));
  };
  const previous = () => {
    void tools.save();
    back("/pages/find/index");
  };
  return (
    <Page title={step.title} stepwise>
      <Box className="apply">
        <StepsRail steps={steps} at={at} />
        <Box>
          <ObjectionNote draft={draft} open={objections} />
          <ClosedNote business={definition.code} province={context.province} />
          {listed && <FaultList faults={form.faults} />}
          <Step
            business={definition.code}
            step={step}
            answers={draft.answers}
            form={{ ...form, faults: [...form.faults, ...objections] }}
            onAnswers={(answers) => tools.change({ answers })}
          />
          <Box className="form-actions">
            <Button kind="main" onPress={next}>
              {common.next}
            </Button>
            <Button onPress={previous}>{at > 0 ? common.previous : common.back}</Button>
          </Box>
          <Kept kept={tools.kept} error={tools.error} />
        </Box>
      </Box>
    </Page>
  );
}

/** Answers of this step that an office objected to and that are still the same. */
const objectedIn = (draft: Draft, step: FormStep) =>
  faultsOf(step, openObjections(draft)).map(({ name, message }) => ({
    name,
    message: applyTexts.objectedAt(message),
  }));
