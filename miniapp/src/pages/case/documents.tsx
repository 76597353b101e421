import { useRef } from "react";
import type { CaseAnswer } from "shared-types";
import { api } from "../../api";
import { CertificateCard } from "../../components/certificate-card";
import { Failed } from "../../components/loading";
import { Note } from "../../components/note";
import { Box, Button, Heading, Link } from "../../controls";
import { randomId } from "../../platform/random";
import { followPaths } from "../../requests/paths";
import { useSend } from "../../requests/use-send";
import { certificateTexts } from "../../texts/certificates";
import { requestTexts, requestWords } from "../../texts/requests";
import { useLoad } from "../../use-load";

interface DocumentsProps {
  of: CaseAnswer;
  /** A voucher has been asked for again. */
  onAsked(): void;
}

/** The certificates and vouchers of a case, and the way to a new voucher where one does not open: one tap. */
export function Documents({ of, onAsked }: DocumentsProps) {
  const { case: one, actions } = of;
  const wanted = one.final && one.good;
  const { data, error, reload } = useLoad(wanted ? `certificates ${one.state}` : "", api.certificates);
  const mine = data?.certificates.filter(({ caseId }) => caseId === one.caseId) ?? [];
  const remake = actions.find(({ request }) => request === "CX1004");
  // Nobody is offered a new voucher before he sees the one that there is.
  if (wanted && !data && !error) return null;
  if (mine.length === 0 && !remake && !error) return null;
  return (
    <>
      <Heading level={2} className="subtitle">
        {certificateTexts.documents}
      </Heading>
      {error && !data && <Failed message={error} onRetry={reload} />}
      <Box as="ul" className="plain-list">
        {mine.map((certificate) => (
          <CertificateCard key={certificate.id} of={certificate} />
        ))}
      </Box>
      {remake?.open && <Remake of={of} onAsked={onAsked} />}
      {remake && !remake.open && <Note title={remake.why} />}
      {mine.length > 0 && (
        <Link to={followPaths.certificates} className="button plain">
          {certificateTexts.all}
        </Link>
      )}
    </>
  );
}

function Remake({ of: { case: one, timeline, requests }, onAsked }: DocumentsProps) {
  const submitId = useRef(randomId());
  const latest = [...timeline].reverse();
  const entry = (latest.find(({ id, files }) => id && files) ?? latest.find(({ id }) => id))?.id;
  const { sending, message, send } = useSend(async () => {
    await api.request({
      ...{ submitId: submitId.current, request: "CX1004" as const, caseId: one.caseId },
      ...(entry && { entry }),
      ...{ answers: {}, attachments: [] },
    });
    submitId.current = randomId();
    onAsked();
  });
  if (requests.some(({ request, result }) => request === "CX1004" && !result))
    return <Note live="status" title={requestTexts.voucherAsked} />;
  return (
    <Box className="card">
      <Box as="p" className="action-words">
        {requestWords.CX1004.meaning}
      </Box>
      <Button busy={sending} onPress={send}>
        {sending ? requestTexts.sending : requestWords.CX1004.go}
      </Button>
      <Box live="status">{message && <Note tone="bad" title={message} />}</Box>
    </Box>
  );
}
