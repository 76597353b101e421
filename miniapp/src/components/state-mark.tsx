import type { CaseSummary } from "shared-types";
import { Box } from "../controls";
import "./state-mark.scss";

/** The state in a word, with a shape for each kind: not by colour alone. */
export function StateMark({
  of: { stateName, final, good },
}: {
  of: Pick<CaseSummary, "stateName" | "final" | "good">;
}) {
  const kind = !final ? "going" : good ? "good" : "bad";
  return (
    <Box as="span" className={`state-mark ${kind}`}>
      {stateName}
    </Box>
  );
}
