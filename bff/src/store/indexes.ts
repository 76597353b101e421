import mongoose from "mongoose";

interface Wanted {
  readonly collection: string;
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly options?: {
    readonly expireAfterSeconds?: number;
    readonly partialFilterExpression?: object;
  };
}

/**
 * Every index there is. What must be unique is an `_id` (the only thing that can be unique on a sharded cluster besides
 * the shard key), so a missing index makes us slow, never wrong.
 */
export const indexes: readonly Wanted[] = [
  // Due work of a peer. `$unset` takes a case out of it; a `$type` filter would not be implied by a range and go unused.
  {
    collection: "cases",
    keys: { "send.peer": 1, "send.due": 1 },
    options: { partialFilterExpression: { "send.due": { $exists: true } } },
  },
  { collection: "cases", keys: { ownerId: 1, createdAt: -1 } },
  { collection: "cases", keys: { businessSn: 1 } },
  { collection: "cases", keys: { claim: 1 } },
  { collection: "cases", keys: { subject: 1 } },
  { collection: "cases", keys: { "requests.id": 1 } },
  { collection: "cases", keys: { "requests.sn": 1 } },
  { collection: "cases", keys: { "requests.by": 1 } },
  { collection: "cases", keys: { "attachments.file": 1 } },
  { collection: "cases", keys: { "outbox.files": 1 } },
  { collection: "cases", keys: { "feedbacks.files.file": 1 } },
  { collection: "cases", keys: { "outbox.st": 1 } },
  // All cases of a province, and its messages of a day by the beginning of their SerialNum.
  { collection: "cases", keys: { region: 1, "outbox.serial": 1 } },
  { collection: "cases", keys: { createdAt: 1 } },
  { collection: "education_results", keys: { person: 1, receivedAt: -1 } },
  { collection: "education_results", keys: { file: 1 } },
  { collection: "education_results", keys: { receivedAt: 1 } },
  { collection: "drafts", keys: { ownerId: 1, savedAt: -1 } },
  { collection: "drafts", keys: { keepUntil: 1 }, options: { expireAfterSeconds: 0 } },
  { collection: "attachments", keys: { ownerId: 1 } },
  { collection: "attachments", keys: { file: 1 } },
  { collection: "attachments", keys: { keepUntil: 1 } },
  { collection: "files", keys: { at: 1 } },
  { collection: "sessions", keys: { endsAt: 1 }, options: { expireAfterSeconds: 0 } },
  {
    collection: "sessions",
    keys: { actorId: 1 },
    options: { partialFilterExpression: { by: "wechat" } },
  },
  { collection: "rates", keys: { endsAt: 1 }, options: { expireAfterSeconds: 0 } },
  { collection: "sign_ins", keys: { endsAt: 1 }, options: { expireAfterSeconds: 0 } },
  { collection: "hand_overs", keys: { endsAt: 1 }, options: { expireAfterSeconds: 0 } },
  { collection: "bindings", keys: { actorId: 1 } },
  {
    collection: "inbox",
    keys: { st: 1, at: 1 },
    options: { partialFilterExpression: { st: "new" } },
  },
  // What is to be erased one day: what has been erased leaves it.
  {
    collection: "inbox",
    keys: { at: 1 },
    options: { partialFilterExpression: { message: { $gt: "" } } },
  },
  { collection: "quarantine", keys: { peer: 1, lastAt: -1 } },
  { collection: "attempts", keys: { caseId: 1, at: 1 } },
  { collection: "attempts", keys: { peer: 1, at: 1 } },
  { collection: "audit", keys: { chain: 1, seq: 1 } },
  { collection: "audit", keys: { on: 1 } },
  { collection: "audit_heads", keys: { "ranges.chain": 1 } },
  { collection: "decisions", keys: { caseId: 1, at: 1 } },
  { collection: "settlements", keys: { finding: 1 } },
];

/** Makes what is missing; idempotent. In production this may be left to an operator's account with more rights. */
export async function migrate(): Promise<void> {
  for (const { collection, keys, options } of indexes)
    await mongoose.connection.collection(collection).createIndex({ ...keys }, { ...options });
}
