import type { CaseDoc, Outgoing } from "../cases/model.ts";
import { unseal } from "../crypto/sealed.ts";
import { attempts, cases, decisions } from "../exchange/collections.ts";
import { storedBody } from "../exchange/queue.ts";
import { maxTimeMS } from "../store/connection.ts";
import { causeOf } from "./cause.ts";
import { maskedBody } from "./masked-body.ts";

/** A message that needs a person, or may. */
export interface OpenMessage {
  readonly caseId: string;
  readonly entry: string;
  readonly businessSn: string;
  readonly region: string;
  readonly ipc: string;
  readonly serial: string;
  readonly st: Outgoing["st"];
  readonly unsure: boolean;
  readonly tries: number;
  readonly code: string | null;
  /** The province's words, numbers left out. */
  readonly said: string;
  readonly cause: string;
  /** ISO time of its last change. */
  readonly since: string;
  readonly minutes: number;
}

/** Held, refused and unsure messages, the oldest first; at most 1 000. */
export async function listMessages(now: Date, region?: string): Promise<OpenMessage[]> {
  const needing = {
    "outbox.st": { $in: ["HELD", "REFUSED", "WAIT", "SENDING"] }, // the index cannot look into the $or of the items
    outbox: { $elemMatch: { $or: [{ st: { $in: ["HELD", "REFUSED"] } }, unsureFilter] } },
  };
  const found = await cases()
    .find(
      { ...needing, ...(region !== undefined && { region }) },
      { projection: { "outbox.body": 0, answers: 0, feedbacks: 0 }, maxTimeMS },
    )
    .limit(1_000)
    .toArray();
  return found
    .flatMap((of) => of.outbox.filter(needsPerson).map((entry) => presentMessage(of, entry, now)))
    .sort((a, b) => (a.since < b.since ? -1 : 1));
}

const unsureFilter = { unsure: true, st: { $in: ["WAIT", "SENDING"] } };

function needsPerson({ st, unsure }: Outgoing): boolean {
  return st === "HELD" || st === "REFUSED" || (unsure && (st === "WAIT" || st === "SENDING"));
}

export function presentMessage(
  { _id, businessSn, region }: Pick<CaseDoc, "_id" | "businessSn" | "region">,
  entry: Omit<Outgoing, "body">,
  now: Date,
): OpenMessage {
  const { id, ipc, serial, st, unsure, tries, code, message, at } = entry;
  return {
    ...{ caseId: _id, entry: id, businessSn, region, ipc, serial, st, unsure, tries, code },
    said: message ?? "",
    cause: causeOf(entry),
    since: at.toISOString(),
    minutes: Math.floor((now.getTime() - at.getTime()) / 60_000),
  };
}

/** One message with its whole exchange: what was sent (masked), every attempt, every decision. null: there is none. */
export async function showMessage(caseId: string, entryId: string, now: Date) {
  const of = await cases().findOne({ _id: caseId }, { maxTimeMS });
  const entry = of?.outbox.find((one) => one.id === entryId);
  if (of === null || entry === undefined) return null;
  const rows = await attempts()
    .find({ caseId, serial: entry.serial }, { maxTimeMS })
    .sort({ at: 1 })
    .toArray();
  const decided = await decisions().find({ caseId, entry: entryId }, { maxTimeMS }).sort({ at: 1 }).toArray();
  return {
    message: presentMessage(of, entry, now),
    body: JSON.stringify(maskedBody(entry.ipc, storedBody(entry))),
    attempts: rows.map(({ _id, at, outcome, code, why, ms, crc }) => ({
      at: at.toISOString(),
      what: _id.endsWith(":end") ? `${outcome ?? ""} ${code ?? why ?? ""}`.trim() : "begun",
      ms: ms ?? 0,
      crc: crc ?? "",
    })),
    decisions: decided.map(({ _id, at, who, act, words }) => ({
      ...{ at: at.toISOString(), who, act },
      words: unseal(words, { id: _id, path: "words" }),
    })),
  };
}
