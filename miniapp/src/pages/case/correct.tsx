import { useState } from "react";
import type { CaseAnswer } from "shared-types";
import { api } from "../../api";
import { Note } from "../../components/note";
import { Box, Button } from "../../controls";
import { paths } from "../../draft/paths";
import { go } from "../../platform/navigate";
import { useSend } from "../../requests/use-send";
import { requestTexts } from "../../texts/requests";

/** A case that ended badly is half done: a new one starts from it, with what was objected to marked. */
export function Correct({ of: { case: one, timeline, correctable } }: { of: CaseAnswer }) {
  const [draft, setDraft] = useState("");
  const { sending, message, send } = useSend(async () => {
    const submitId = draft || (await api.correct(one.caseId)).submitId;
    setDraft(submitId);
    go(paths.review(submitId));
  });
  if (!correctable) return null;
  // What it ended with; what the office said on the way to it is no reason.
  const reason = [...timeline].reverse().find(({ title }) => title === one.stateName)?.reason;
  return (
    <Box as="section" className="card correct">
      {reason && (
        <Box as="p" className="correct-reason">
          {`${requestTexts.reason}${reason}`}
        </Box>
      )}
      <Box as="p" className="words">
        {reason ? requestTexts.correctWords : requestTexts.againWords}
      </Box>
      <Button kind="main" busy={sending} onPress={send}>
        {sending ? requestTexts.correcting : requestTexts.correct}
      </Button>
      <Box live="status">{message && <Note tone="bad" title={message} />}</Box>
    </Box>
  );
}
