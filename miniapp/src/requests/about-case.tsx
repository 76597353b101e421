import type { CaseSummary } from "shared-types";
import { StateMark } from "../components/state-mark";
import { Box } from "../controls";
import { requestTexts } from "../texts/requests";
import "./about-case.scss";

/** The case that a request is about, in one glance. */
export function AboutCase({ of }: { of: CaseSummary }) {
  return (
    <Box as="section" className="card about-case" label={requestTexts.about}>
      <Box className="about-case-head">
        <Box as="strong" className="about-case-title">
          {of.title}
        </Box>
        <StateMark of={of} />
      </Box>
      <Box as="span" className="about-case-number">
        {`${of.regionName} · ${requestTexts.number(of.businessSn)}`}
      </Box>
    </Box>
  );
}
