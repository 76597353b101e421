import type { CaseSummary } from "shared-types";
import { Box } from "../controls";
import "./state-mark.scss";

/** The state in a word, with a shape for each kind: not by colour alone. */
export function StateMark({ of }: { of: CaseSummary }) {
  return (
    <Box as="span" className={`state-mark ${endOf(of)}`}>
      {of.stateName}
    </Box>
  );
}

/** How it has ended, if it has; what its owner took back himself is no bad news. */
export function endOf({ state, final, good }: Pick<CaseSummary, "state" | "final" | "good">) {
  if (!final) return "going";
  return good ? "good" : state === "2" ? "own" : "bad";
}
