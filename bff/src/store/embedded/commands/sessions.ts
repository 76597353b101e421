import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import { Binary, type Doc, docOf, isDoc, Long, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { sessionKey, sessions } from "../storage/keys.ts";
import type { Storage } from "../storage/storage.ts";
import type { Request } from "./engine.ts";

const KEPT_MS = 30 * 60_000;

/** The memory of one retryable command: what its statements did the first time. */
export interface Memory {
  /** The result a statement had before; undefined if it was never done. */
  recall(statement: number): Value;
  remember(statement: number, result: Value): void;
  /** Stores what was remembered, in the same transaction as the writes. */
  save(): void;
}

const FORGETFUL: Memory = { recall: () => undefined, remember: () => undefined, save: () => undefined };

/**
 * What retryable writes have done, by session and number. It is stored with the write it belongs to, so a statement
 * that is sent again has one effect, also after a restart.
 */
export class Sessions {
  private readonly storage: Storage;

  constructor(storage: Storage) {
    this.storage = storage;
  }

  /** Inside a write: the memory for this request; one that remembers nothing if it is not retryable. */
  memoryOf({ body }: Request): Memory {
    const number = body.get("txnNumber");
    const session = sessionOf(body);
    if (number === undefined || !session) return FORGETFUL;
    const key = sessionKey(Buffer.from(session, "hex"));
    const bytes = this.storage.get(key);
    const stored = bytes ? decode(bytes) : undefined;
    const last = stored ? toNumber(stored.get("number")) : -1;
    demand(
      toNumber(number) >= last,
      "TransactionTooOld",
      `Retryable write with txnNumber ${toNumber(number)} is prohibited on session ${session} because a newer retryable write with txnNumber ${last} has already started on this session.`,
    );
    const results: Doc = toNumber(number) === last ? (stored!.get("results") as Doc) : new Map();
    return {
      recall: (statement) => results.get(String(statement)),
      remember: (statement, result) => results.set(String(statement), result),
      save: () =>
        this.storage.put(
          key,
          encode(docOf({ number: Long.fromNumber(toNumber(number)), at: new Date(), results })),
        ),
    };
  }

  /** Inside a write: forgets sessions nobody used for half an hour. */
  forgetOld(): void {
    for (const { key, value } of this.storage.entries(sessions()))
      if (Date.now() - (decode(value).get("at") as Date).getTime() > KEPT_MS) this.storage.remove(key);
  }
}

/** The session's id as hex; undefined if the command has none. */
export function sessionOf(body: Doc): string | undefined {
  const lsid = body.get("lsid");
  const id = isDoc(lsid) ? lsid.get("id") : undefined;
  if (!(id instanceof Binary)) return undefined;
  const bytes = Buffer.from(id.buffer.subarray(0, id.position));
  demand(bytes.length === 16, "IDLFailedToParse", "lsid.id must be a UUID");
  return bytes.toString("hex");
}
