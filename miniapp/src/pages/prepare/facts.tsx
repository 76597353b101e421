import type { BusinessAnswer } from "shared-types";
import { FactList } from "../../components/fact-list";
import { Note } from "../../components/note";
import { Box, Heading } from "../../controls";
import { prepareTexts } from "../../texts/prepare";

/** What it costs, how long it takes, how the result is handed over, who decides. */
export function Facts({ business: { definition, province, office, peer } }: { business: BusinessAnswer }) {
  const own = province?.businesses?.[definition.code];
  const days = own?.days === undefined ? prepareTexts.noDays : prepareTexts.workingDays(own.days);
  const given = definition.steps.some(({ fields }) => fields.includes("payment"));
  const who = office ?? (peer && prepareTexts.officeOf(peer.name));
  return (
    <Box as="section" className="card">
      <Heading level={2} className="card-title">
        {prepareTexts.facts}
      </Heading>
      {(own?.text ?? province?.text) && <Note>{own?.text ?? province?.text}</Note>}
      <FactList
        narrow
        facts={[
          { name: prepareTexts.fee, value: prepareTexts.free },
          { name: prepareTexts.time, value: prepareTexts.minutes },
          { name: prepareTexts.days, value: days },
          ...(given ? [{ name: prepareTexts.result, value: prepareTexts.byChoice }] : []),
          ...(who ? [{ name: prepareTexts.who, value: who }] : []),
        ]}
      />
    </Box>
  );
}
