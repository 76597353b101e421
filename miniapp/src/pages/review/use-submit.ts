import { useRef, useState } from "react";
import { type Fault, materialsOf, relevantAnswers, relevantAttachments } from "shared-types";
import { api } from "../../api";
import { ApiError, isOffline, wordsOf } from "../../api-error";
import type { DraftPageParts } from "../../components/draft-page";
import { paths } from "../../draft/paths";
import { restart } from "../../platform/navigate";
import { noteExpired } from "../../session";
import { reviewTexts } from "../../texts/review";

/** Sends the application. However often it is pressed there is one case: the draft's number is the submission's. */
export function useSubmit(
  { draft, tools, business, context }: DraftPageParts,
  onFaults: (faults: readonly Fault[]) => void,
) {
  const [sending, setSending] = useState(false);
  const [message, setMessage] = useState("");
  const underWay = useRef(false);
  const { definition } = business;

  const send = async () => {
    const answers = relevantAnswers(definition, draft.answers, context);
    const attachments = relevantAttachments(materialsOf(definition, answers, context), draft.attachments);
    try {
      const { caseId } = await api.apply({
        submitId: draft.submitId,
        business: draft.business,
        answers,
        attachments,
      });
      tools.finish(caseId);
      restart(paths.receipt(caseId));
    } catch (error) {
      if (!noteExpired(error)) setMessage(isOffline(error) ? reviewTexts.unsure : wordsOf(error));
      if (error instanceof ApiError) onFaults(error.fields);
    }
  };
  const submit = () => {
    // The state is drawn later than a second tap can come; the mark is set at once.
    if (underWay.current) return;
    underWay.current = true;
    setSending(true);
    setMessage("");
    void send().finally(() => {
      underWay.current = false;
      setSending(false);
    });
  };
  return { sending, message, submit };
}
