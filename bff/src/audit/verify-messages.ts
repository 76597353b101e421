import type { Entry } from "./entry.ts";
import { AuditEntries } from "./model.ts";
import { lookAtCases } from "./stored/cases.ts";
import { lookAtDecisions } from "./stored/decisions.ts";
import { lookAtResults } from "./stored/education.ts";
import { lookAtFiles } from "./stored/files.ts";
import type { Look, StoredFinding } from "./stored/finding.ts";
import { lookAtInbox } from "./stored/inbox.ts";

/** What has just come in may not be written everywhere yet. */
const underWay = 10 * 60_000;

/**
 * Holds everything that is stored because a message came or a person acted against its seals and against what the trail
 * says: cases, messages both ways, results of continuing education, operators' decisions and (unless left out) all files.
 * Content that was erased after its time is passed over; entries that were archived are not looked for. Gives the first
 * finding, and how many things were looked at.
 */
export async function verifyMessages(
  now: Date,
  { files = true } = {},
): Promise<{ messages: number; finding: StoredFinding | null }> {
  const oldest = await AuditEntries.findOne().sort({ _id: 1 }).lean<Entry>();
  const from = oldest === null ? now : new Date(oldest.at);
  const look: Look = { from, settled: new Date(now.getTime() - underWay), now, seen: 0 };
  const results = new Set<string>();
  const finding =
    (await lookAtCases(look)) ??
    (await lookAtInbox(look, results)) ??
    (await lookAtResults(look, results)) ??
    (await lookAtDecisions(look)) ??
    (files ? await lookAtFiles(look) : null);
  return { messages: look.seen, finding };
}
