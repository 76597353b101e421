import { useDidShow } from "@tarojs/taro";
import { api } from "../../api";
import { CertificateCard } from "../../components/certificate-card";
import { Failed, Skeleton } from "../../components/loading";
import { Page } from "../../components/page";
import { SignInFirst } from "../../components/sign-in-first";
import { Box } from "../../controls";
import { paths } from "../../draft/paths";
import { useSession } from "../../session";
import { certificateTexts } from "../../texts/certificates";
import { useLoad } from "../../use-load";
import { Education } from "./education";
import "./index.scss";

/** What a person holds: certificates, vouchers, results of continuing education. */
export default function CertificatesPage() {
  const { user, state, error: away } = useSession();
  const { data, error, reload } = useLoad(user ? "certificates" : "", api.certificates);
  const education = useLoad(user ? "education" : "", api.education);
  useDidShow(() => {
    reload();
    education.reload();
  });
  return (
    <Page title={certificateTexts.title} broad>
      <Box as="p" className="lead">
        {certificateTexts.lead}
      </Box>
      {state === "failed" && <Failed message={away} />}
      {state === "known" && !user && <SignInFirst words={certificateTexts.signInFirst} />}
      {user && error && !data && <Failed message={error} onRetry={reload} />}
      {(state === "unknown" || (user && !data && !error)) && <Skeleton rows={3} tall />}
      {data?.certificates.length === 0 && (
        <Box className="card empty-state">
          <Box as="strong">{certificateTexts.empty}</Box>
          <Box as="p" className="words">
            {certificateTexts.emptyLead}
          </Box>
        </Box>
      )}
      <Box as="ul" className="plain-list certificate-list">
        {data?.certificates.map((one) => (
          <CertificateCard key={one.id} of={one} toCase={paths.case(one.caseId)} />
        ))}
      </Box>
      {user && <Education of={education} />}
    </Page>
  );
}
