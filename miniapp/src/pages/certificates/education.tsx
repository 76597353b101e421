import type { EducationSummary } from "shared-types";
import { FactList } from "../../components/fact-list";
import { Failed, Skeleton } from "../../components/loading";
import { Note } from "../../components/note";
import { Box, FileLink, Heading } from "../../controls";
import { certificateTexts as texts } from "../../texts/certificates";
import { timeInWords } from "../../texts/time";
import type { Loaded } from "../../use-load";

/** Results of continuing education (CX1003), as the platform or the province sent them. */
export function Education({
  of: { data, error, reload },
}: {
  of: Loaded<{ education: readonly EducationSummary[] }>;
}) {
  return (
    <>
      <Heading level={2} className="subtitle">
        {texts.education}
      </Heading>
      <Box as="p" className="words">
        {data?.education.length === 0 ? texts.educationEmpty : texts.educationLead}
      </Box>
      {error && !data && <Failed message={error} onRetry={reload} />}
      {!data && !error && <Skeleton rows={2} />}
      <Box as="ul" className="plain-list certificate-list">
        {data?.education.map((one) => (
          <Result key={one.id} of={one} />
        ))}
      </Box>
    </>
  );
}

function Result({ of }: { of: EducationSummary }) {
  const period = daysInWords(of.from, of.until);
  const facts = [
    { name: texts.period, value: period },
    { name: texts.hours, value: of.hours },
    { name: texts.score, value: of.score },
    { name: texts.cycle, value: of.cycle && daysInWords(of.cycle.from, of.cycle.until) },
    { name: texts.creditLevel, value: of.creditLevel },
    { name: texts.reason, value: of.reason },
    { name: texts.clearedOn, value: of.clearedOn && dayInWords(of.clearedOn) },
    { name: texts.qualification, value: of.certificateCode },
  ];
  return (
    <Box as="li" className="card">
      <Heading level={3} className="card-title">
        {texts.studied(of.regionName)}
      </Heading>
      <FactList narrow facts={facts.filter(({ value }) => value)} />
      {of.missing && <Note tone="warn" title={of.missing} />}
      {of.file && (
        <FileLink url={of.file.url} label={texts.voucherOf(period)}>
          {texts.voucher}
        </FileLink>
      )}
    </Box>
  );
}

const dayInWords = (day: string) => timeInWords(day.replace(/-/g, ""));
const daysInWords = (from: string, until: string) => `${dayInWords(from)} — ${dayInWords(until)}`;
