import { progressIn } from "../cases/feedback-kinds.ts";
import type { CaseDoc } from "../cases/model.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { type Place, SealBroken, unseal } from "../crypto/sealed.ts";
import { cases, type InboxDoc, inbox } from "../exchange/collections.ts";
import { handlers } from "../exchange/handlers/index.ts";
import { messagePlace } from "../exchange/inbox.ts";
import { bodyPlace } from "../exchange/queue.ts";
import type { Entry } from "./entry.ts";
import { AuditEntries } from "./model.ts";

/** A stored message that is not as the trail tells, by what finds it: `case …`, `message <peer>:<SerialNum>`. */
export interface MessageFinding {
  readonly stored: string;
  readonly what: "altered" | "removed" | "inserted";
}

/** What has just come in may not be written everywhere yet. */
const underWay = 10 * 60_000;

/**
 * Holds cases and messages as they are stored against their seals and against what the trail says came in. Content that
 * was erased after its time is passed over; entries that were archived are not looked for. Gives the first finding.
 */
export async function verifyMessages(
  now: Date,
): Promise<{ messages: number; finding: MessageFinding | null }> {
  const oldest = await AuditEntries.findOne().sort({ _id: 1 }).lean<Entry>();
  const from = oldest === null ? now : new Date(oldest.at);
  const settled = new Date(now.getTime() - underWay);
  let messages = 0;
  for await (const of of cases().find({})) {
    messages += of.outbox.length + of.feedbacks.length;
    const finding = sealsOf(of) ?? (await againstTrail(of, from, settled));
    if (finding) return { messages, finding };
  }
  for await (const doc of inbox().find({})) {
    messages += 1;
    const { _id, message } = doc;
    if (message !== "" && !isWhole(message, messagePlace(_id)))
      return { messages, finding: { stored: `message ${_id}`, what: "altered" } };
  }
  return { messages, finding: await missing(settled) };
}

/** Every sealed part opens at its place, and what stands beside it in the open is what it says. */
function sealsOf({ _id, businessSn, answers, outbox, feedbacks }: CaseDoc): MessageFinding | null {
  const altered = (stored: string) => ({ stored, what: "altered" }) as const;
  if (answers && !isWhole(answers, { id: _id, path: "answers" })) return altered(`case ${businessSn}`);
  for (const { body, serial } of outbox)
    if (body && !isWhole(body, bodyPlace(serial))) return altered(`message ${serial} of ${businessSn}`);
  for (const { body, key, ipc, sn, state, date } of feedbacks) {
    const text = body && opened(body, { id: _id, path: `feedbacks.${key}` });
    if (text === "") continue;
    const said = text === null ? null : progressIn(ipc, JSON.parse(text));
    if (said?.state !== state || said.date !== date) return altered(`${ipc} ${sn} of ${businessSn}`);
  }
  return null;
}

async function againstTrail(of: CaseDoc, from: Date, settled: Date): Promise<MessageFinding | null> {
  const { businessSn, region, proof, createdAt, feedbacks } = of;
  if (!businessSn) return null;
  const entries = (await AuditEntries.find({ on: businessSn }).lean()) as Entry[];
  const told = entries.filter(({ who, act }) => who === `province:${region}` && act.startsWith("feedback "));
  for (const { key, ipc, sn, receivedAt } of feedbacks)
    if (receivedAt >= from && !told.some(({ digest }) => digest === key))
      return { stored: `${ipc} ${sn} of ${businessSn}`, what: "inserted" };
  const submitted = entries.filter(({ act }) => act.startsWith("submit "));
  if (proof && createdAt >= from && !submitted.some(({ digest }) => digest === sm3Hex(proof)))
    return { stored: `case ${businessSn}`, what: "altered" };
  for (const { act, digest, at } of told)
    if (new Date(at) < settled && (await isNowhere({ businessSn, region, "feedbacks.key": digest })))
      return { stored: `${act} of ${businessSn}`, what: "removed" };
  return null;
}

/** A message that was confirmed is kept for ever. */
async function missing(settled: Date): Promise<MessageFinding | null> {
  const kept = Object.keys(handlers).filter((ipc) => handlers[ipc]?.kind === "stored");
  const confirmed = AuditEntries.collection.find({
    act: { $in: kept.map((ipc) => `receive ${ipc}`) },
    result: "0000",
  } as never) as unknown as AsyncIterable<Entry>;
  for await (const { who, on, at } of confirmed) {
    const _id = `${who.replace("province:", "")}:${on}`;
    if (new Date(at) < settled && (await inbox().countDocuments({ _id } satisfies Partial<InboxDoc>)) === 0)
      return { stored: `message ${_id}`, what: "removed" };
  }
  return null;
}

const isNowhere = async (filter: object) => (await cases().countDocuments(filter, { limit: 1 })) === 0;

const isWhole = (sealed: string, place: Place) => opened(sealed, place) !== null;

function opened(sealed: string, place: Place): string | null {
  try {
    return unseal(sealed, place);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
