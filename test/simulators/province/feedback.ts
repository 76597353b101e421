// Messages of ours to the portal: the Body from the table, what the case knows, and what this province adds.
import { randomUUID } from "node:crypto";
import type { Feedback } from "./entries.ts";
import type { Case } from "./ledger.ts";
import { isEnd, wordsOfState } from "./progress.ts";
import { officeOf, type Province } from "./province.ts";
import { type Extra, extraFor, reasonFor } from "./results.ts";
import { tableOf } from "./spec.ts";
import { stamp } from "./times.ts";
import { certificateFor, voucherFor } from "./voucher.ts";

const interfaces: Record<string, string> = { SQ1001: "JD1001", SQ1005: "JD1002", SQ1006: "JD1003" };
export const feedbackInterfaceOf = (business: string): string => interfaces[business] ?? "JD1004";

/** Brings the case to `state`, and queues the feedback that says so; `reason`: in place of one of ours. */
export function feedBack(
  province: Province,
  found: Case,
  state: string,
  good: boolean,
  reason = reasonFor(found),
): void {
  const { org } = officeOf(province.region);
  const ipc = feedbackInterfaceOf(found.business);
  const extra = good ? extraFor(ipc, province.region, found, state, org) : { checkResult: reason };
  const papers =
    good && isEnd(found.business, state)
      ? { ...voucherFor(province, ipc, found, extra), ...certificateFor(province, found) }
      : {};
  queue(
    province,
    ipc,
    found.sn,
    { ...found.values, busiState: state, feedbackDate: stamp(), ...extra, ...papers },
    {
      state,
      words: wordsOfState(found.business, state),
      interType: found.business,
    },
  );
}

/**
 * Queues a message to the portal. `values` may hold more than the table: only its elements are taken.
 * @throws where a mandatory element has no value.
 */
export function queue(
  province: Province,
  ipc: string,
  sn: string,
  values: Extra,
  about: { state: string; words: string; interType?: string },
): Feedback {
  const { org, dept } = officeOf(province.region);
  const serial = nextSerial(province.region);
  const all: Extra = {
    checkName: "陈审核（模拟）",
    checkOrg: org,
    deptCode: dept,
    feedbackSn: `FB${serial}`,
    ...(about.interType ? { interType: about.interType } : {}),
    ...Object.fromEntries(
      Object.entries(values).filter(([name, value]) => value !== undefined && name !== "reserved"),
    ),
  };
  const entry: Feedback = {
    t: "feedback",
    at: Date.now(),
    id: randomUUID(),
    sn,
    ipc,
    serial,
    state: about.state,
    words: about.words,
    body: bodyFrom(ipc, all),
  };
  province.ledger.record(entry);
  return entry;
}

function bodyFrom(ipc: string, values: Extra): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, type, cardinality } of tableOf(ipc)!.request) {
    const value = values[name];
    if (value) body[name] = type === "binary" ? { $file: value } : value;
    else if (cardinality === "1") throw new Error(`${ipc}: no value for ${name}`);
  }
  return body;
}

let last = 0;

/** Region + day + 18 digits: the clock and a counter, so that no two runs ever share one. */
export function nextSerial(region: string): string {
  last = Math.max(last + 1, Date.now() * 1000);
  return `${region}${stamp().slice(0, 8)}${String(last).padStart(18, "0")}`;
}
