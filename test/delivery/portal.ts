import { pino } from "pino";
import type { CaseDoc, Outgoing } from "../../bff/src/cases/model.ts";
import type { Keys } from "../../bff/src/crypto/keys.ts";
import { newKeys } from "../../bff/src/crypto/keys.ts";
import { useKeys } from "../../bff/src/crypto/sealed.ts";
import { cases } from "../../bff/src/exchange/collections.ts";
import type { ExchangeDeps, Incoming } from "../../bff/src/exchange/deps.ts";
import { queue } from "../../bff/src/exchange/queue.ts";
import type { Timing } from "../../bff/src/exchange/timing.ts";

export const testKeys: Keys = newKeys();
useKeys(testKeys);

/** Short enough for a test, with the same proportions. */
export const quick: Partial<Timing> = {
  ...{ lease: 4_000, leaseForPost: 1_500, postTimeout: 1_200, tokenWait: 3_000, poll: 30 },
  ...{ heartbeat: 3_600_000, heartbeatTimeout: 300, sweep: 200, drain: 3_000 },
};

export interface Heard {
  readonly alarms: string[];
  readonly lines: string[];
}

/** What the exchange needs around it; `heard` collects its log. */
export function depsWith(more: Partial<ExchangeDeps> = {}): ExchangeDeps & { readonly heard: Heard } {
  const heard: Heard = { alarms: [], lines: [] };
  const write = (line: string) => {
    heard.lines.push(line);
    const { alarm } = JSON.parse(line);
    if (alarm !== undefined) heard.alarms.push(alarm);
  };
  return {
    keys: testKeys,
    log: pino({ level: "debug" }, { write }),
    provinceOf: () => undefined,
    codesOf: () => ({}),
    onFeedback: async (_: Incoming) => ({ code: "0000", message: "成功" }),
    onEducation: async () => ({ code: "0000", message: "成功" }),
    positioning: null,
    materialsZip: async () => ({ code: "0003", message: "没有数据" }),
    qrCode: async () => ({ code: "0003", message: "没有数据" }),
    evaluationItems: () => [{ code: "501", name: "一次办成", parent: "5" }],
    timing: quick,
    ...more,
    heard,
  };
}

let count = 0;

/** A case with its application queued, as one insert. */
export async function newCase(region: string, more: Partial<CaseDoc> = {}): Promise<CaseDoc> {
  count += 1;
  const businessSn = `${region}00020261123${String(count).padStart(7, "0")}`;
  const body = { SQ1008: { exchangeInfo: { businessSn, applyName: "测试甲" }, certificateInfo: [] } };
  const first = await queue("SQ1008", body, [], region, new Date());
  const made = {
    ...{ _id: `case-${businessSn}`, businessSn, region, business: "SQ1008", channel: "1", state: "0" },
    outbox: [first] as Outgoing[],
    send: { peer: region, due: new Date(0), fence: 0, owner: null, until: null },
    feedbacks: [],
    createdAt: new Date(),
    ...more,
  } as unknown as CaseDoc;
  await cases().insertOne(made);
  return made;
}

export async function readCase({ _id }: Pick<CaseDoc, "_id">): Promise<CaseDoc> {
  return (await cases().findOne({ _id }))!;
}

/** Waits until `holds` gives something; fails after `ms`. */
export async function until<T>(holds: () => Promise<T | false | null | undefined>, ms = 10_000): Promise<T> {
  const end = performance.now() + ms;
  for (;;) {
    const found = await holds();
    if (found) return found;
    if (performance.now() > end) throw new Error(`nothing within ${ms} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** Waits until the first message of a case stands so. */
export const settled = (one: CaseDoc, st: Outgoing["st"], ms?: number) =>
  until(async () => {
    const [first] = (await readCase(one)).outbox;
    return first?.st === st && first;
  }, ms);
