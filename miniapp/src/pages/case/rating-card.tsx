import { useState } from "react";
import type { CaseAnswer } from "shared-types";
import { Box, Button, Heading, Link } from "../../controls";
import { requestPrefix } from "../../draft/device";
import { storage } from "../../platform/storage";
import { followPaths } from "../../requests/paths";
import { ratingTexts } from "../../texts/rating";

const key = `${requestPrefix}not-rated`;
const declined = () => storage.read<string[]>(key) ?? [];

/** Asked once when a case has ended; who says no, or has rated it, is not asked again. */
export function RatingCard({ of: { case: one, actions, requests } }: { of: CaseAnswer }) {
  const [refused, setRefused] = useState(() => declined().includes(one.caseId));
  const can = actions.some(({ request, open }) => request === "PJ1001" && open);
  const rated = requests.some(({ request }) => request === "PJ1001");
  // Of what was withdrawn or was never his there is nothing to ask.
  const undone = ["2", "HT"].includes(one.state);
  if (!one.final || undone || !can || rated || refused) return null;
  const refuse = () => {
    storage.write(key, [...declined(), one.caseId].slice(-200));
    setRefused(true);
  };
  return (
    <Box as="section" className="card rating-card">
      <Heading level={2} className="card-title">
        {ratingTexts.ask}
      </Heading>
      <Box as="p" className="small">
        {ratingTexts.askWords}
      </Box>
      <Box as="nav" className="levels" label={ratingTexts.label}>
        {ratingTexts.levels.map(({ code, name }) => (
          <Link
            key={code}
            to={followPaths.request("PJ1001", one.caseId, { satisfaction: code })}
            className="button level"
          >
            {name}
          </Link>
        ))}
      </Box>
      <Button kind="plain" onPress={refuse}>
        {ratingTexts.notNow}
      </Button>
    </Box>
  );
}
