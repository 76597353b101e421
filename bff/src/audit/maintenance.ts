import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../log.ts";
import { eraseOldContent } from "../retention/erase.ts";
import { lastRestore } from "../store/restores.ts";
import { archiveMonth } from "./archive.ts";
import { closeDay } from "./close-day.ts";
import { timeOf } from "./entry.ts";
import { AuditEntries, AuditHeads } from "./model.ts";
import { monthsIn } from "./months.ts";

/** Months that stay in the store; older ones move into files. */
const hot = 13;
const every = 10 * 60_000;

/** Closes the day that ended, moves old months into files and erases what is past its time, by itself, for ever. */
export function startMaintenance(
  folder: string,
  log: Log,
  reconcile: () => Promise<readonly unknown[]>,
): { stop(): void } {
  const ending = new AbortController();
  const round = async () => {
    if (!(await maintain(folder, new Date()))) return;
    const found = await reconcile();
    if (found.length > 0)
      log.warn({ alarm: "reconciliation", findings: found.length }, "operations -- reconcile");
  };
  const run = async () => {
    while (!ending.signal.aborted) {
      await round().catch((error) => {
        if (!ending.signal.aborted) log.warn({ err: error }, "the audit trail could not be looked after now");
      });
      await sleep(every, undefined, { signal: ending.signal, ref: false }).catch(() => {});
    }
  };
  void run();
  return { stop: () => ending.abort() };
}

/** One round; any instance may do it, and several at once. Says whether a day was closed. */
export async function maintain(folder: string, now: Date): Promise<boolean> {
  const today = dayOf(now);
  const yesterday = dayOf(new Date(now.getTime() - 86_400_000));
  const closes = await isToClose(yesterday, today);
  if (closes) await closeDay(yesterday);
  const done = new Set(await monthsIn(folder));
  for (const month of await monthsBefore(oldestHot(today)))
    if (!done.has(month)) await archiveMonth(month, folder);
  await eraseOldContent(now);
  return closes;
}

function dayOf(date: Date): string {
  return timeOf(date).slice(0, 10).replaceAll("-", "");
}

// Before the first entry there is nothing to close: the first head must not be of a day without a portal.
// After the store was put back, a day before that may have had a head that was published: it gets no second one.
async function isToClose(yesterday: string, today: string): Promise<boolean> {
  const restored = await lastRestore();
  if (restored !== null && yesterday < dayOf(restored)) return false;
  const last = (await AuditHeads.findOne().sort({ _id: -1 }).lean())?.day;
  if (last !== undefined) return last < yesterday;
  const first = await AuditEntries.findOne().sort({ _id: 1 }).lean();
  return first !== null && first.at.slice(0, 10).replaceAll("-", "") < today;
}

/** 20261126 → 202510: the 13th month before stays, what is older goes. */
function oldestHot(today: string): string {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(4, 6)) - 1 - hot;
  return `${Math.floor(months / 12)}${String((months % 12) + 1).padStart(2, "0")}`;
}

async function monthsBefore(month: string): Promise<string[]> {
  const days = (await AuditHeads.distinct("day")) as string[];
  return [...new Set(days.map((day) => day.slice(0, 6)))].filter((one) => one < month).sort();
}
