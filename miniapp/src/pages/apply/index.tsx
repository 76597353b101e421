import { useRouter } from "@tarojs/taro";
import { useEffect, useState } from "react";
import { api } from "../../api";
import { DraftPage, type DraftPageParts } from "../../components/draft-page";
import { Kept } from "../../components/kept";
import { Page } from "../../components/page";
import { Box, Button } from "../../controls";
import { paths } from "../../draft/paths";
import { FaultList } from "../../form/fault-list";
import { prefill } from "../../form/prefill";
import { Step } from "../../form/step";
import { StepsRail } from "../../form/steps-rail";
import { useForm } from "../../form/use-form";
import { back, go } from "../../platform/navigate";
import { settings } from "../../settings";
import { applyTexts } from "../../texts/apply";
import { common } from "../../texts/common";
import "../../form/form.scss";

/** One step of any business's form; the step is in the address, so that back and reload do what they should. */
export default function ApplyPage() {
  const at = Number(useRouter().params.step ?? 0);
  return <DraftPage title={applyTexts.title}>{(parts) => <ApplyStep {...parts} at={at} />}</DraftPage>;
}

function ApplyStep({ draft, tools, business: { definition }, context, at }: DraftPageParts & { at: number }) {
  const form = useForm(definition, context, draft, tools, at);
  const [listed, setListed] = useState(false);
  usePrefill({ draft, tools, definition, context });
  const { step, steps } = form;
  if (!step) return null;

  const next = () => {
    if (!form.check()) return setListed(true);
    setListed(false);
    tools.change({ step: Math.max(draft.step, at + 1) });
    void tools.save();
    go(at + 1 < steps.length ? paths.step(draft.submitId, at + 1) : paths.photos(draft.submitId));
  };
  const previous = () => {
    void tools.save();
    back("/pages/find/index");
  };
  return (
    <Page title={step.title} broad>
      <Box className="apply">
        <StepsRail steps={steps} at={at} />
        <Box>
          {listed && <FaultList faults={form.faults} />}
          <Step
            step={step}
            answers={draft.answers}
            form={form}
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

/** A draft that nobody has touched yet starts with what is known. */
function usePrefill({
  draft,
  tools,
  definition,
  context,
}: Pick<DraftPageParts, "draft" | "tools" | "context"> & {
  definition: DraftPageParts["business"]["definition"];
}) {
  const untouched = draft.version === 0 && Object.keys(draft.answers).length === 0;
  useEffect(() => {
    if (!untouched) return;
    const { place } = settings.get();
    api
      .profile()
      .catch(() => ({}))
      .then((profile) =>
        tools.change({ answers: { ...prefill(definition, context, profile, place), ...draft.answers } }),
      );
    // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the draft is new
  }, [untouched]);
}
