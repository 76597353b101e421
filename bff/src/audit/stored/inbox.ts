import type { CaseDoc } from "../../cases/model.ts";
import { keyOf } from "../../cases/record-feedback.ts";
import { cases, type InboxDoc, inbox } from "../../exchange/collections.ts";
import type { Incoming } from "../../exchange/deps.ts";
import { handlers } from "../../exchange/handlers/index.ts";
import { messagePlace } from "../../exchange/inbox.ts";
import { lookAtBatch } from "./education.ts";
import {
  altered,
  entriesWith,
  inBatches,
  type Look,
  opened,
  removed,
  type StoredFinding,
} from "./finding.ts";

interface Message {
  readonly doc: InboxDoc;
  readonly incoming: Omit<Incoming, "receivedAt">;
}

/** Every message that came in against its seal, and what was made of it. `results`: gets the ids of all results told. */
export async function lookAtInbox(look: Look, results: Set<string>): Promise<StoredFinding | null> {
  for await (const docs of inBatches(inbox().find({}))) {
    const feedbacks: Message[] = [];
    for (const doc of docs) {
      look.seen += 1;
      if (doc.message === "") continue;
      const text = opened(doc.message, messagePlace(doc._id));
      if (text === null) return altered(`message ${doc._id}`);
      const { incoming } = JSON.parse(text) as Message;
      if (doc.st !== "done" || doc.at > look.settled) continue;
      if (incoming.rows === undefined) feedbacks.push({ doc, incoming });
      else {
        const finding = await lookAtBatch(doc, incoming.rows, look, results);
        if (finding) return finding;
      }
    }
    const finding = await lookAtFeedbacks(feedbacks);
    if (finding) return finding;
  }
  return missing(look);
}

/** What a feedback says in the open about its files and doubts stands sealed in its message. */
async function lookAtFeedbacks(messages: readonly Message[]): Promise<StoredFinding | null> {
  const numbers = (name: string) => messages.map(({ incoming }) => String(incoming.body[name] ?? ""));
  const projection = { businessSn: 1, region: 1, feedbacks: 1 };
  const named = [
    { businessSn: { $in: numbers("businessSn") } },
    { "requests.sn": { $in: numbers("feedbackSn") } },
  ];
  const about = new Map<string, CaseDoc["feedbacks"][number]>();
  for (const filter of named) {
    const found = await cases().find(filter, { projection }).toArray();
    for (const { region, feedbacks } of found)
      for (const one of feedbacks) about.set(`${region}:${one.key}`, one);
  }
  for (const { doc, incoming } of messages) {
    const { ipc, body, files, doubts = [] } = incoming;
    const name = `${ipc} ${body.feedbackSn ?? ""} of ${body.businessSn ?? ""}`;
    const kept = about.get(`${doc.peer}:${keyOf(incoming)}`);
    if (kept === undefined) return removed(name);
    // Judged anew at a repeat under another SerialNum: the first one's judgement stands in the case.
    if (kept.body === "" || kept.receivedAt.getTime() !== doc.at.getTime()) continue;
    const told = Object.entries(files).map(([name, one]) => ({ name, ...one }));
    const same = told.every(({ name, kind, unfit }) =>
      kept.files.some((one) => one.name === name && one.kind === kind && one.unfit === unfit),
    );
    if (!same || (doubts.length > 0 && !(kept.doubtful && kept.doubts))) return altered(name);
  }
  return null;
}

/** A message that was confirmed is kept for ever. */
async function missing({ settled }: Look): Promise<StoredFinding | null> {
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
    if (gone !== undefined) return removed(`message ${gone}`);
  }
  return null;
}
