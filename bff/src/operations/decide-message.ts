import { randomUUID } from "node:crypto";
import { checkBody } from "shared-types/message.ts";
import { record } from "../audit/current.ts";
import type { Outgoing } from "../cases/model.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { seal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { cases, decisions } from "../exchange/collections.ts";
import { isKnown } from "../exchange/content.ts";
import { replaceStages, settleStages } from "../exchange/outbox-stages.ts";
import { queue, storedBody } from "../exchange/queue.ts";
import { maxTimeMS } from "../store/connection.ts";

/** An operator's decision. Every one has a reason, is written down before it works, and works once. */
export interface Decision {
  readonly who: string;
  readonly caseId: string;
  readonly entry: string;
  readonly reason: string;
}

export interface Decided {
  /** false: the message was not in a state for this any more (somebody else decided, or it arrived). */
  readonly done: boolean;
  readonly st: Outgoing["st"];
}

const stuck = { st: { $in: ["HELD", "REFUSED"] } };
const stuckOrUnsure = { $or: [stuck, { st: "WAIT", unsure: true }] };

/** Sends the same message again, with the same SerialNum. */
export async function resend(decision: Decision): Promise<Decided> {
  return decided("resend", decision, {}, () => ({
    when: stuckOrUnsure,
    stages: settleStages(decision.entry, { st: "WAIT" }),
  }));
}

/** The province has it: `proof` says how that is known. */
export async function settle(decision: Decision, proof: string): Promise<Decided> {
  if (proof.trim().length < 4) throw new AppError("badRequest", { message: "请写明对方已收到的依据。" });
  return decided("settle", decision, { proof }, () => ({
    when: stuckOrUnsure,
    stages: settleStages(decision.entry, { st: "DONE", unsure: false, code: "operator", message: null }),
  }));
}

/** Sends a corrected message in its place, under a SerialNum of its own: another content is another message. */
export async function correct(
  decision: Decision,
  changes: Readonly<Record<string, string>>,
): Promise<Decided> {
  return decided("correct", decision, { changes: JSON.stringify(changes) }, async (entry, region) => {
    const body = corrected(storedBody(entry), changes);
    const [fault] = isKnown(entry.ipc) ? checkBody(entry.ipc, "request", withFiles(body), []) : [];
    if (fault !== undefined)
      throw new AppError("badRequest", {
        message: `改正后的内容仍不符合接口要求：${fault.path}，${fault.message}。`,
      });
    const made = await queue(entry.ipc, body, entry.files, region, new Date());
    return { when: stuck, stages: replaceStages(decision.entry, made) };
  });
}

type Act = { readonly when: object; readonly stages: object[] };

async function decided(
  act: string,
  { who, caseId, entry: entryId, reason }: Decision,
  more: Readonly<Record<string, string>>,
  make: (entry: Outgoing, region: string) => Act | Promise<Act>,
): Promise<Decided> {
  if (reason.trim().length < 4) throw new AppError("badRequest", { message: "请写明理由（至少四个字）。" });
  const of = await cases().findOne({ _id: caseId }, { maxTimeMS });
  const entry = of?.outbox.find((one) => one.id === entryId);
  if (of === null || entry === undefined) throw new AppError("notFound");
  const { when, stages } = await make(entry, of.region);
  const words = JSON.stringify({ reason, ...more });
  const fact = {
    who: `operator:${who}`,
    act: `${act} ${entry.ipc}`,
    on: entry.serial,
    digest: sm3Hex(words),
  };
  await record({ ...fact, result: "begun" });
  const id = randomUUID();
  const row = { _id: id, at: new Date(), who, act, caseId, entry: entryId, serial: entry.serial };
  await decisions().insertOne({ ...row, words: seal(words, { id, path: "words" }) });
  // State and change in one update: of two operators at once, one decides.
  const { modifiedCount } = await cases().updateOne(
    { _id: caseId, outbox: { $elemMatch: { id: entryId, ...when } } } as never,
    stages,
    { maxTimeMS },
  );
  const done = modifiedCount === 1;
  await record({ ...fact, result: done ? "done" : "too late" });
  const now = await cases().findOne({ _id: caseId }, { maxTimeMS });
  return { done, st: now?.outbox.find((one) => one.id === entryId)?.st ?? entry.st };
}

type Json = Record<string, unknown>;

/** Puts new values where elements of these names stand; a name that stands nowhere is refused. */
function corrected(body: Json, changes: Readonly<Record<string, string>>): Json {
  const used = new Set<string>();
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        if (typeof one === "object" || changes[name] === undefined) return [name, walk(one)];
        used.add(name);
        return [name, changes[name]];
      }),
    );
  };
  const made = walk(body) as Json;
  const unknown = Object.keys(changes).find((name) => !used.has(name) || name === "businessSn");
  if (unknown !== undefined)
    throw new AppError("badRequest", { message: `报文里没有可以改正的字段 ${unknown}。` });
  return made;
}

/** Files stand in a stored Body by digest; for the check any base64 will do. */
function withFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFiles);
  if (value === null || typeof value !== "object") return value;
  if ("$file" in value) return "AAAA";
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withFiles(one)]));
}
