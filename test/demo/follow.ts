// Watches one case as its owner sees it, until the wanted state.
import { setTimeout as sleep } from "node:timers/promises";
import { type CaseAnswer, stateNamed, type TimelineEntry } from "shared-types";
import { BadEnd, DemoError } from "./errors.ts";
import type { Portal } from "./portal.ts";

/** submitted: the portal gave a businessSn; accepted: state 3 was fed back; final: the good end of B.12. */
export type Until = "submitted" | "accepted" | "final";

const accepted = "3";

/**
 * Calls `tell` once for each new entry of the timeline, and in the end for all of them, by date as the portal shows them,
 * where some came late. @throws BadEnd as soon as the case has ended badly.
 */
export async function follow(
  portal: Pick<Portal, "get">,
  caseId: string,
  until: Until,
  deadline: number,
  tell: (entry: TimelineEntry, again?: "by date") => void,
): Promise<CaseAnswer> {
  const told = new Set<string>();
  let newest = "";
  let late = false;
  for (;;) {
    const answer = await portal.get<CaseAnswer>(`/api/cases/${caseId}`);
    for (const entry of answer.timeline) {
      const key = `${entry.title} ${entry.words}`;
      if (told.has(key)) continue;
      tell(entry);
      told.add(key);
      late ||= entry.id !== undefined && entry.at < newest;
      newest = entry.id !== undefined && entry.at > newest ? entry.at : newest;
    }
    if (reached(answer, until)) {
      if (late) for (const entry of answer.timeline) tell(entry, "by date");
      return answer;
    }
    const { final, good, stateName, delivery } = answer.case;
    if (final && !good) throw new BadEnd(`the case ended badly: ${stateName}${reasonIn(answer)}`);
    if (delivery.status === "refused" || delivery.status === "cancelled")
      throw new BadEnd(`the application did not get through: ${delivery.words}`);
    if (Date.now() > deadline)
      throw new DemoError(`not ${until} in time; the case is: ${stateName}, ${delivery.words}`);
    await sleep(500);
  }
}

function reached({ case: { business, good }, timeline }: CaseAnswer, until: Until): boolean {
  if (until === "submitted") return true;
  if (until === "final") return good;
  const { name } = stateNamed(business, accepted);
  return timeline.some(({ title }) => title === name);
}

const reasonIn = ({ timeline }: CaseAnswer) => {
  const reason = timeline.findLast((entry) => entry.reason)?.reason;
  return reason ? ` (${reason})` : "";
};
