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
  for await (const some of inBatches(cases().find({}))) {
    const told = await entriesOn(some.flatMap(({ businessSn }) => businessSn || []));
    for (const of of some) {
      messages += of.outbox.length + of.feedbacks.length;
      const entries = told.get(of.businessSn) ?? [];
      const finding = sealsOf(of) ?? (await againstTrail(of, entries, from, settled));
      if (finding) return { messages, finding };
    }
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

/** What the trail says of these cases, by their numbers. */
async function entriesOn(numbers: readonly string[]): Promise<Map<string, Entry[]>> {
  const found = new Map<string, Entry[]>(numbers.map((number) => [number, []]));
  for await (const entry of entriesWith({ on: { $in: [...found.keys()] } })) found.get(entry.on)?.push(entry);
  return found;
}

const entriesWith = (filter: object) =>
  AuditEntries.collection.find(filter) as unknown as AsyncIterable<Entry>;

async function againstTrail(
  of: CaseDoc,
  entries: readonly Entry[],
  from: Date,
  settled: Date,
): Promise<MessageFinding | null> {
  const { businessSn, region, proof, createdAt, feedbacks } = of;
  if (!businessSn) return null;
  const told = entries.filter(({ who, act }) => who === `province:${region}` && act.startsWith("feedback "));
  for (const { key, ipc, sn, receivedAt } of feedbacks)
    if (receivedAt >= from && !told.some(({ digest }) => digest === key))
      return { stored: `${ipc} ${sn} of ${businessSn}`, what: "inserted" };
  const submitted = entries.filter(({ act }) => act.startsWith("submit "));
  if (proof && createdAt >= from && !submitted.some(({ digest }) => digest === sm3Hex(proof)))
    return { stored: `case ${businessSn}`, what: "altered" };
  const here = new Set(feedbacks.map(({ key }) => key));
  for (const { act, digest, at } of told.filter((one) => !here.has(one.digest)))
    if (new Date(at) < settled && (await isNowhere({ businessSn, region, "feedbacks.key": digest })))
      return { stored: `${act} of ${businessSn}`, what: "removed" };
  return null;
}

/** A message that was confirmed is kept for ever. */
async function missing(settled: Date): Promise<MessageFinding | null> {
  const kept = Object.keys(handlers).filter((ipc) => handlers[ipc]?.kind === "stored");
  const acts = kept.map((ipc) => `receive ${ipc}`);
  for await (const some of inBatches(entriesWith({ act: { $in: acts }, result: "0000" }))) {
    const ids = some
      .filter(({ at }) => new Date(at) < settled)
      .map(({ who, on }) => `${who.replace("province:", "")}:${on}`);
    const there = await inbox()
      .find({ _id: { $in: ids } })
      .project<Pick<InboxDoc, "_id">>({ _id: 1 })
      .toArray();
    const known = new Set(there.map(({ _id }) => _id));
    const gone = ids.find((id) => !known.has(id));
    if (gone !== undefined) return { stored: `message ${gone}`, what: "removed" };
  }
  return null;
}

/** So many at once are looked up together: one question to the store for each would take most of the time. */
const batch = 200;

async function* inBatches<T>(all: AsyncIterable<T>): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const one of all) {
    some.push(one);
    if (some.length < batch) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
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
