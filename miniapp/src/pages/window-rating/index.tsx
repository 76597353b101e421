import { useRouter } from "@tarojs/taro";
import { useState } from "react";
import { relevantAnswers, todayInShanghai, type WindowRatingAnswer } from "shared-types";
import { api } from "../../api";
import { ApiError } from "../../api-error";
import { Failed, Skeleton } from "../../components/loading";
import { Note } from "../../components/note";
import { Page } from "../../components/page";
import { Box } from "../../controls";
import { RequestForm } from "../../requests/request-form";
import { useSend } from "../../requests/use-send";
import { useWindowRating } from "../../requests/use-window-rating";
import { ratingTexts } from "../../texts/rating";
import { requestWords } from "../../texts/requests";
import { useLoad } from "../../use-load";

/** The QR at a window leads here: one rating, without a sign-in. */
export default function WindowRatingPage() {
  const token = useRouter().params.token ?? "";
  const { data, error, reload } = useLoad(token, () =>
    api.windowRating(token).catch((error) => {
      throw isGone(error) ? new ApiError(404, error.code, { message: ratingTexts.goneWords }) : error;
    }),
  );
  const [done, setDone] = useState(false);
  if (done)
    return (
      <Page title={ratingTexts.windowTitle} heading={ratingTexts.thanksTitle}>
        <Note tone="good" live="status" title={ratingTexts.thanks} />
      </Page>
    );
  if (!data)
    return (
      <Page title={ratingTexts.windowTitle}>
        {error || !token ? (
          <Failed message={error || ratingTexts.goneWords} onRetry={token ? reload : undefined} />
        ) : (
          <Skeleton rows={5} tall />
        )}
      </Page>
    );
  return <WindowRating token={token} of={data} onDone={() => setDone(true)} />;
}

/** No case of ours, or no code of ours at all. */
const isGone = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 404;

interface WindowRatingProps {
  token: string;
  of: WindowRatingAnswer;
  onDone(): void;
}

function WindowRating({ token, of: { title, regionName, definition, codes }, onDone }: WindowRatingProps) {
  const { draft, change, finish } = useWindowRating(token, definition.code);
  const context = { codes, today: todayInShanghai(new Date()) };
  const { sending, message, send } = useSend(async () => {
    const answers = relevantAnswers(definition, draft.answers, context);
    await api.rateWindow(token, { submitId: draft.submitId, answers });
    finish();
    onDone();
  });
  return (
    <Page title={ratingTexts.windowTitle} heading={ratingTexts.windowHeading}>
      <Box as="p" className="lead">
        {ratingTexts.windowLead}
      </Box>
      <Note title={title}>{regionName}</Note>
      <RequestForm
        definition={definition}
        context={context}
        content={draft}
        change={change}
        sending={sending}
        send={requestWords.PJ1001.send}
        onSend={send}
      />
      <Box live="status">{message && <Note tone="bad" title={message} />}</Box>
    </Page>
  );
}
