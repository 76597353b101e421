import type { EducationSummary } from "shared-types";
import { FactList } from "../../components/fact-list";
import { Box, Heading } from "../../controls";
import { certificateTexts as texts } from "../../texts/certificates";
import { timeInWords } from "../../texts/time";
import "../../components/state-mark.scss";

/** Results of continuing education (CX1003), as the platform sent them. */
export function Education({ results }: { results: readonly EducationSummary[] }) {
  if (results.length === 0)
    return (
      <Box as="p" className="words">
        {texts.educationEmpty}
      </Box>
    );
  return (
    <Box as="ul" className="plain-list certificate-list">
      {results.map(({ title, school, from, until, hours, passed }) => (
        <Box as="li" className="card" key={`${title} ${school} ${from} ${until}`}>
          <Box className="education-head">
            <Heading level={3} className="card-title">
              {title}
            </Heading>
            <Box as="span" className={passed ? "state-mark good" : "state-mark bad"}>
              {passed ? texts.passed : texts.failedCourse}
            </Box>
          </Box>
          <FactList
            narrow
            facts={[
              { name: texts.school, value: school },
              {
                name: texts.period,
                value: [from, until].map((day) => timeInWords(day.replace(/-/g, ""))).join(" — "),
              },
              { name: texts.hours, value: hours },
            ].filter(({ value }) => value)}
          />
        </Box>
      ))}
    </Box>
  );
}
