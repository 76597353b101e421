// The ways that a case can take through B.12, read from the words of its states.
import { progressOf } from "./spec.ts";

const isBad = (words: string) => /不予|不通过|不合格/.test(words);

/** States that lead to the good end, in order: 3 (accepted) first, the good end last. */
export function goodPath(business: string): string[] {
  return Object.entries(progressOf(business))
    .filter(([code, words]) => Number(code) > 2 && !isBad(words))
    .map(([code]) => code);
}

/** The bad end that stands beside the next good state: 4 before acceptance, then the rejections. Null where there is none. */
export function badEndAfter(business: string, state: string): string | null {
  const next = nextGood(business, state);
  const beside = next && String(Number(next) + 1);
  return beside && isBad(progressOf(business)[beside] ?? "") ? beside : null;
}

/** The next state on the good way, or null at an end. */
export function nextGood(business: string, state: string): string | null {
  const path = goodPath(business);
  if (state === "") return path[0] ?? null;
  const at = path.indexOf(state);
  return at === -1 ? null : (path[at + 1] ?? null);
}

export const isEnd = (business: string, state: string): boolean =>
  state !== "" && nextGood(business, state) === null;
/** A rolled-back case is at an end that B.12 does not have. */
export const rolledBack = "HT";
const ours: Readonly<Record<string, string>> = { "": "已收到，待受理", [rolledBack]: "已退回" };
export const wordsOfState = (business: string, state: string): string =>
  ours[state] ?? progressOf(business)[state] ?? state;
