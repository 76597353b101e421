import { toNumber, typeOf, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import type { Operator } from "./expression.ts";

const isNil = (value: Value): value is null | undefined => value === null || value === undefined;
const ANY = [0, Number.POSITIVE_INFINITY] as const;

/** Text operators in which MongoDB and mingo differ. */
export const TEXT: Record<string, Operator> = {
  $concat: [
    ANY,
    (args) => {
      if (args.some(isNil)) return null;
      for (const arg of args)
        demand(typeof arg === "string", 16702, `$concat only supports strings, not ${typeOf(arg)}`);
      return args.join("");
    },
  ],
  $indexOfCP: [
    [2, 4],
    ([text, wanted, from = 0, to]) => {
      if (isNil(text)) return null;
      demand(typeof text === "string" && typeof wanted === "string", 40093, "$indexOfCP requires strings");
      const points = [...text].slice(0, isNil(to) ? undefined : toNumber(to));
      const at = points.slice(toNumber(from)).join("").indexOf(wanted);
      return at < 0 ? -1 : toNumber(from) + [...points.slice(toNumber(from)).join("").slice(0, at)].length;
    },
  ],
};
