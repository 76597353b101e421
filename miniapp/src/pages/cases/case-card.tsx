import type { CaseSummary } from "shared-types";
import { StateMark } from "../../components/state-mark";
import { Box, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { casesTexts } from "../../texts/cases";
import { timeInWords } from "../../texts/time";

export function CaseCard({ of }: { of: CaseSummary }) {
  return (
    <Box as="li">
      <Link to={paths.case(of.caseId)} className="card case-card">
        <Box as="span" className="case-head">
          <Box as="strong" className="case-title">
            {of.title}
          </Box>
          <StateMark of={of} />
        </Box>
        <Box as="span" className="case-words">
          {of.words}
        </Box>
        <Box as="span" className="case-number">
          {`${of.regionName} · ${casesTexts.submitted(timeInWords(of.submittedAt))}`}
        </Box>
        <Box as="span" className="case-number">
          {`${casesTexts.number} ${of.businessSn}`}
        </Box>
      </Link>
    </Box>
  );
}
