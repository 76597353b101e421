import type { ReactNode } from "react";
import { Box } from "../controls";

export interface Fact {
  name: string;
  value: ReactNode;
  /** A number that is read out on the phone. */
  big?: boolean;
}

/** Names and values, one pair a row. */
export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <Box as="dl" className="facts">
      {facts.map(({ name, value, big }) => (
        <Box className="fact" key={name}>
          <Box as="dt" className="fact-name">
            {name}
          </Box>
          <Box as="dd" className={big ? "fact-value big-number" : "fact-value"}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
