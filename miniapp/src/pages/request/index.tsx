import { useRouter } from "@tarojs/taro";
import { useState } from "react";
import { type FollowUp, materialsOf, relevantAnswers, relevantAttachments } from "shared-types";
import { api } from "../../api";
import { Failed, Skeleton } from "../../components/loading";
import { Note } from "../../components/note";
import { Page } from "../../components/page";
import { SignInFirst } from "../../components/sign-in-first";
import { Box } from "../../controls";
import { restart } from "../../platform/navigate";
import { AboutCase } from "../../requests/about-case";
import { Confirm } from "../../requests/confirm";
import { followPaths } from "../../requests/paths";
import { RequestForm } from "../../requests/request-form";
import { useRequest } from "../../requests/use-request";
import { useSend } from "../../requests/use-send";
import { useSession } from "../../session";
import { requestTexts, requestWords } from "../../texts/requests";

/** Any request that follows a submission: withdraw, roll back, verify, rate, complain. */
export default function RequestPage() {
  const { request = "", case: caseId = "", satisfaction = "" } = useRouter().params;
  const { user, state } = useSession();
  const words = requestWords[request as FollowUp];
  if (!words) return <Page title={requestTexts.title}>{<Failed message={requestTexts.gone} />}</Page>;
  if (state === "known" && !user)
    return (
      <Page title={words.go}>
        <SignInFirst words={requestTexts.signInFirst} />
      </Page>
    );
  return (
    <Request request={request as FollowUp} caseId={caseId} start={satisfaction ? { satisfaction } : none} />
  );
}

const none = {};
/** What a complaint asks about the case that it is about; begun from that case, nobody has to say it again. */
const aboutThis = ["about", "businessSn", "interType"];

interface RequestProps {
  request: FollowUp;
  caseId: string;
  start: Record<string, string>;
}

function Request({ request, caseId, start }: RequestProps) {
  const tools = useRequest(request, caseId, start);
  const { form, context, draft, error } = tools;
  const words = requestWords[request];
  const [asking, setAsking] = useState(false);
  const { sending, message, send } = useSend(async () => {
    const answers = relevantAnswers(form!.definition, draft.answers, context!);
    const { submitId } = draft;
    const attachments = relevantAttachments(
      materialsOf(form!.definition, answers, context!),
      draft.attachments,
    );
    const about = caseId && { caseId };
    const { requestId } = await api.request({ submitId, request, ...about, answers, attachments });
    tools.finish();
    restart(followPaths.requested(requestId, caseId));
  });

  if (!form || !context)
    return (
      <Page title={words.go}>
        {error ? <Failed message={error} onRetry={tools.reload} /> : <Skeleton rows={5} />}
      </Page>
    );
  return (
    <Page title={words.go} heading={form.definition.title}>
      <Box as="p" className="lead">
        {words.meaning}
      </Box>
      {form.case && <AboutCase of={form.case} />}
      <RequestForm
        definition={form.definition}
        context={context}
        content={draft}
        change={tools.change}
        known={form.case && aboutThis}
        sending={sending}
        send={words.send}
        onSend={words.ask ? () => setAsking(true) : send}
      />
      <Box live="status">{message && <Note tone="bad" title={message} />}</Box>
      <Box as="p" className="kept">
        {requestTexts.kept}
      </Box>
      {asking && words.ask && (
        <Confirm
          {...words.ask}
          yes={words.send}
          onYes={() => {
            setAsking(false);
            send();
          }}
          onNo={() => setAsking(false)}
        />
      )}
    </Page>
  );
}
