import { useDidShow } from "@tarojs/taro";
import { api } from "../../api";
import { CertificateCard } from "../../components/certificate-card";
import { Own } from "../../components/own";
import { Page } from "../../components/page";
import { Box } from "../../controls";
import { paths } from "../../draft/paths";
import { useSession } from "../../session";
import { certificateTexts } from "../../texts/certificates";
import { useLoad } from "../../use-load";
import { Education } from "./education";
import "./index.scss";

/** What a person holds: certificates, vouchers, results of continuing education. */
export default function CertificatesPage() {
  const { user } = useSession();
  const loaded = useLoad(user ? "certificates" : "", api.certificates);
  const education = useLoad(user ? "education" : "", api.education);
  const { data, reload } = loaded;
  useDidShow(() => {
    reload();
    education.reload();
  });
  return (
    <Page title={certificateTexts.title} broad>
      <Box as="p" className="lead">
        {certificateTexts.lead}
      </Box>
      <Own words={certificateTexts.signInFirst} of={loaded} />
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
