import type { VerificationAnswer } from "shared-types";
import { FactList } from "../../components/fact-list";
import { Box, Heading } from "../../controls";
import { certificateTexts } from "../../texts/certificates";
import { timeInWords } from "../../texts/time";
import { verifyTexts } from "../../texts/verify";

/** Genuine or not, in words that are read from a step away. */
export function Verdict({ of }: { of: VerificationAnswer }) {
  const facts = [
    { name: verifyTexts.name, value: of.title },
    { name: certificateTexts.number, value: of.number },
    { name: certificateTexts.holder, value: of.holder },
    { name: certificateTexts.issuer, value: of.issuer },
    { name: certificateTexts.issuedOn, value: timeInWords(of.issuedOn?.replace(/-/g, "")) },
    { name: certificateTexts.validUntil, value: timeInWords(of.validUntil?.replace(/-/g, "")) },
  ];
  return (
    <Box as="section" className={of.genuine ? "card verdict good" : "card verdict bad"}>
      <Heading level={2} className="verdict-words">
        {of.genuine ? verifyTexts.genuine : verifyTexts.forged}
      </Heading>
      <Box as="p" className="words">
        {of.words}
      </Box>
      <FactList facts={facts.filter(({ value }) => value)} />
      {!of.genuine && (
        <Box as="p" className="words">
          {verifyTexts.forgedNext}
        </Box>
      )}
      <Box as="p" className="verdict-time">
        {verifyTexts.checkedAt(timeInWords(new Date().toISOString()))}
      </Box>
    </Box>
  );
}
