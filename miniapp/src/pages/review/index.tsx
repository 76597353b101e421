import { useState } from "react";
import { checkAnswers, type Fault, formOf } from "shared-types";
import { ClosedNote } from "../../components/closed-note";
import { DraftPage, type DraftPageParts } from "../../components/draft-page";
import { Note } from "../../components/note";
import { ObjectionNote } from "../../components/objection-note";
import { Page } from "../../components/page";
import { Box, Button, ChoiceField } from "../../controls";
import { openObjections } from "../../draft/objections";
import { StepsRail } from "../../form/steps-rail";
import { back } from "../../platform/navigate";
import { common } from "../../texts/common";
import { reviewTexts } from "../../texts/review";
import { Answered } from "./answered";
import { Faults } from "./faults";
import { useSubmit } from "./use-submit";
import "../../form/form.scss";
import "./index.scss";

/** Everything that will be sent, on one page, and the button that sends it. */
export default function ReviewPage() {
  return <DraftPage title={reviewTexts.title}>{(parts) => <Review {...parts} />}</DraftPage>;
}

function Review(parts: DraftPageParts) {
  const {
    draft,
    business: { definition },
    context,
  } = parts;
  const [promised, setPromised] = useState("");
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<readonly Fault[]>([]);
  const { sending, message, submit } = useSubmit(parts, setRefused);
  const steps = formOf(definition, draft.answers, context);
  const found = checkAnswers(definition, draft.answers, draft.attachments, context);
  const objections = openObjections(draft);
  const faults = found.length > 0 ? found : refused;

  const press = () => {
    setAsked(true);
    if (promised && found.length === 0) submit();
  };
  return (
    <Page title={reviewTexts.title} stepwise>
      <Box className="apply">
        <StepsRail steps={steps} at={steps.length + 1} />
        <Box>
          <Box as="p" className="lead">
            {reviewTexts.lead}
          </Box>
          <ClosedNote business={definition.code} province={context.province} />
          <ObjectionNote draft={draft} open={objections} />
          <Faults faults={objections} steps={steps} submitId={draft.submitId} objected />
          <Faults faults={faults} steps={steps} submitId={draft.submitId} />
          <Answered {...parts} />
          <ChoiceField
            id="promise"
            label={reviewTexts.promiseLabel}
            required
            many
            value={promised}
            options={[{ code: "yes", name: reviewTexts.promise }]}
            error={asked && !promised ? reviewTexts.promiseNeeded : undefined}
            onChange={setPromised}
          />
          {message && <Note tone="warn" live="alert" title={message} />}
          <Box className="form-actions">
            <Button kind="main" busy={sending} onPress={press}>
              {sending ? reviewTexts.submitting : reviewTexts.submit}
            </Button>
            <Button onPress={() => back("/pages/find/index")}>{common.previous}</Button>
          </Box>
        </Box>
      </Box>
    </Page>
  );
}
