import type { ReactNode } from "react";
import { Box } from "../controls";

export interface Fact {
  name: string;
  value: ReactNode;
}

/** Names and values, one pair a row. */
export function FactList({ facts, narrow }: { facts: readonly Fact[]; narrow?: boolean }) {
  return (
    <Box as="dl" className={narrow ? "facts narrow" : "facts"}>
      {facts.map(({ name, value }) => (
        <Box className="fact" key={name}>
          <Box as="dt" className="fact-name">
            {name}
          </Box>
          <Box as="dd" className="fact-value">
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
