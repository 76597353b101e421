import type { RequestSummary } from "shared-types";
import { Box } from "../controls";
import { requestTexts } from "../texts/requests";
import { timeInWords } from "../texts/time";
import "./request-card.scss";
import "./state-mark.scss";

/** One thing that was asked, and what became of it. */
export function RequestCard({ of: { title, submittedAt, delivery, result } }: { of: RequestSummary }) {
  const kind = !result ? "going" : result.good ? "good" : "bad";
  return (
    <Box as="li" className="card request-card">
      <Box className="request-head">
        <Box as="strong" className="request-title">
          {title}
        </Box>
        <Box as="span" className={`state-mark ${kind}`}>
          {result?.title ?? requestTexts.waiting}
        </Box>
      </Box>
      <Box as="p" className="request-words">
        {result?.words ?? delivery.words}
      </Box>
      <Box as="span" className="request-time">
        {[
          requestTexts.askedAt(timeInWords(submittedAt)),
          ...(result ? [requestTexts.answeredAt(timeInWords(result.at))] : []),
        ].join(" · ")}
      </Box>
    </Box>
  );
}
