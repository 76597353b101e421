// What a person at the province's page can do with a case.
import { feedBack } from "./feedback.ts";
import type { Case } from "./ledger.ts";
import { badEndAfter, nextGood, wordsOfState } from "./progress.ts";
import type { Province } from "./province.ts";

interface Action {
  readonly good: boolean;
  /** Is this what the next step of the case is called? */
  readonly fits: (found: Case) => boolean;
}

const nextWords = (found: Case) => wordsOfState(found.business, nextGood(found.business, found.state) ?? "");

const actions: Record<string, Action> = {
  accept: { good: true, fits: ({ state }) => state === "" },
  decline: { good: false, fits: ({ state }) => state === "" },
  approve: { good: true, fits: ({ state }) => state !== "" },
  reject: { good: false, fits: ({ state }) => state !== "" },
  certificate: { good: true, fits: (found) => nextWords(found).startsWith("已制证") },
  step: { good: true, fits: () => true },
};

export const isAction = (name: string): boolean => name in actions || name === "good-end" || name === "hold";

/** Does it, for a refusal with this reason; returns why not, or null. A good end may be asked for before the case has arrived. */
export function act(province: Province, sn: string, name: string, reason?: string): string | null {
  const { ledger } = province;
  const found = ledger.cases.get(sn);
  if (name === "good-end") {
    if (found && found.state !== "" && isBadEnd(found))
      return `办件已是“${wordsOfState(found.business, found.state)}”`;
    ledger.record({ t: "wish", at: Date.now(), sn });
    return null;
  }
  if (!found) return "没有这个办件";
  if (name === "hold") {
    ledger.record({ t: "plan", at: Date.now(), sn, plan: "manual" });
    return null;
  }
  const { good, fits } = actions[name]!;
  const state = good ? nextGood(found.business, found.state) : badEndAfter(found.business, found.state);
  if (!state || !fits(found)) return `办件现在是“${wordsOfState(found.business, found.state)}”，不能这样办`;
  ledger.record({ t: "plan", at: Date.now(), sn, plan: "manual" });
  feedBack(province, found, state, good, reason);
  return null;
}

/** The buttons that a case offers now: name of the action and its words. */
export function offered(found: Case): { name: string; words: string }[] {
  const good = nextGood(found.business, found.state);
  if (!good) return [];
  const bad = badEndAfter(found.business, found.state);
  const first = found.state === "";
  return [
    { name: first ? "accept" : "step", words: wordsOfState(found.business, good) },
    ...(bad ? [{ name: first ? "decline" : "reject", words: wordsOfState(found.business, bad) }] : []),
    ...(found.plan === "manual" ? [] : [{ name: "hold", words: "先不办理" }]),
    ...(found.plan === "good" ? [] : [{ name: "good-end", words: "一直办到成功" }]),
  ];
}

const isBadEnd = ({ business, state }: Case) => /不予|不通过|不合格/.test(wordsOfState(business, state));
