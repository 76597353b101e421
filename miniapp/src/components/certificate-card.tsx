import { useState } from "react";
import type { CertificateSummary } from "shared-types";
import { Box, Button, Dialog, FileLink, Heading, Link } from "../controls";
import { certificateTexts as texts } from "../texts/certificates";
import { common } from "../texts/common";
import { timeInWords } from "../texts/time";
import { ProtectedPicture } from "./attachment";
import { FactList } from "./fact-list";
import { Note } from "./note";
import "./certificate-card.scss";

interface CertificateCardProps {
  of: CertificateSummary;
  /** Address of its case; absent where that is shown already. */
  toCase?: string;
}

/** One certificate or voucher: what it says, its file, and its QR to show. */
export function CertificateCard({ of, toCase }: CertificateCardProps) {
  const { kind, title, number, holder, issuer, issuedOn, validUntil, file, missing, qr } = of;
  const [shown, setShown] = useState(false);
  const facts = [
    { name: texts.number, value: number },
    { name: texts.holder, value: holder },
    { name: texts.issuer, value: issuer },
    { name: texts.issuedOn, value: timeInWords(issuedOn.replace(/-/g, "")) },
    { name: texts.validUntil, value: timeInWords(validUntil?.replace(/-/g, "")) },
  ];
  return (
    <Box as="li" className="card certificate">
      <Box as="span" className="certificate-kind">
        {texts.kinds[kind]}
      </Box>
      <Heading level={2} className="card-title">
        {title}
      </Heading>
      <FactList facts={facts.filter(({ value }) => value)} narrow />
      {missing && <Note tone="warn" title={missing} />}
      {file?.name.endsWith(".ofd") && (
        <Box as="p" className="small">
          {texts.ofd}
        </Box>
      )}
      <Box className="row">
        {file && (
          <FileLink url={file.url} label={texts.openOf(title)}>
            {texts.open}
          </FileLink>
        )}
        {qr && (
          <Button label={texts.qrOf(title)} onPress={() => setShown(true)}>
            {texts.qr}
          </Button>
        )}
        {toCase && (
          <Link to={toCase} className="button plain" label={texts.toCaseOf(title)}>
            {texts.toCase}
          </Link>
        )}
      </Box>
      {shown && qr && (
        <Dialog title={texts.qrTitle} onClose={() => setShown(false)}>
          <Box className="qr">
            <ProtectedPicture url={qr.image} words={texts.qrPicture(title)} className="qr-picture" />
          </Box>
          <Box as="p" className="words">
            {texts.qrWords}
          </Box>
          <Box className="dialog-actions">
            <Button kind="main" onPress={() => setShown(false)}>
              {common.close}
            </Button>
            {qr.page && (
              <Link to={qr.page} className="button plain" onFollow={() => setShown(false)}>
                {texts.qrPage}
              </Link>
            )}
          </Box>
        </Dialog>
      )}
    </Box>
  );
}
