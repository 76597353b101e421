import { randomBytes } from "node:crypto";
import { encode, Raw } from "../bson/encode.ts";
import { type Doc, Long } from "../bson/value.ts";
import { demand } from "../errors.ts";
import type { Reply } from "./engine.ts";

const BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 10 * 60_000;
const FIRST_BATCH = 101;

interface Cursor {
  ns: string;
  items: Iterator<Doc | Raw>;
  session: string | undefined;
  /** The item already fetched that did not fit the last batch. */
  waiting?: Raw;
  touched: number;
}

/** Open cursors. One that nobody asked for ten minutes is closed, as in MongoDB. */
export class Cursors {
  private readonly open = new Map<string, Cursor>();

  get count(): number {
    return this.open.size;
  }

  /** The first batch of a result and, if there is more, a cursor for the rest. */
  start(
    ns: string,
    items: Iterable<Doc | Raw>,
    options: { batchSize?: number | undefined; single?: boolean; session?: string | undefined },
  ): Reply {
    const cursor: Cursor = {
      ns,
      items: items[Symbol.iterator](),
      session: options.session,
      touched: Date.now(),
    };
    const { batch, more } = take(cursor, options.batchSize ?? FIRST_BATCH);
    let id = Long.ZERO;
    if (more && !options.single) {
      id = Long.fromBigInt(randomBytes(8).readBigUInt64LE() >> 1n);
      this.open.set(id.toString(), cursor);
    } else cursor.items.return?.();
    return { cursor: { firstBatch: batch, id, ns } };
  }

  next(id: Long, ns: string, batchSize: number): Reply {
    const cursor = this.open.get(id.toString());
    demand(cursor, "CursorNotFound", `cursor id ${id.toString()} not found`);
    demand(
      cursor.ns === ns,
      "Unauthorized",
      `Requested getMore on namespace '${ns}', but cursor belongs to a different namespace ${cursor.ns}`,
    );
    cursor.touched = Date.now();
    try {
      const { batch, more } = take(cursor, batchSize || Number.POSITIVE_INFINITY);
      if (!more) this.open.delete(id.toString());
      return { cursor: { nextBatch: batch, id: more ? id : Long.ZERO, ns } };
    } catch (error) {
      this.open.delete(id.toString());
      throw error;
    }
  }

  /** True if there was such a cursor. */
  kill(id: Long): boolean {
    this.open.get(id.toString())?.items.return?.();
    return this.open.delete(id.toString());
  }

  killSession(session: string): void {
    this.closeWhere((cursor) => cursor.session === session);
  }

  killNamespace(ns: string): void {
    this.closeWhere((cursor) => cursor.ns === ns);
  }

  closeIdle(): void {
    const oldest = Date.now() - IDLE_MS;
    this.closeWhere((cursor) => cursor.touched < oldest);
  }

  private closeWhere(test: (cursor: Cursor) => boolean): void {
    for (const [id, cursor] of this.open)
      if (test(cursor)) {
        cursor.items.return?.();
        this.open.delete(id);
      }
  }
}

/** Up to `size` items and 16 MB; `more` tells whether another item is there. */
function take(cursor: Cursor, size: number): { batch: Raw[]; more: boolean } {
  const batch: Raw[] = [];
  let bytes = 0;
  if (size === 0) return { batch, more: true };
  for (;;) {
    const item = cursor.waiting ?? fetch(cursor.items);
    delete cursor.waiting;
    if (!item) return { batch, more: false };
    bytes += item.bytes.length;
    if (batch.length === size || (batch.length > 0 && bytes > BATCH_BYTES)) {
      cursor.waiting = item;
      return { batch, more: true };
    }
    batch.push(item);
  }
}

function fetch(items: Iterator<Doc | Raw>): Raw | undefined {
  const { value, done } = items.next();
  return done ? undefined : value instanceof Raw ? value : new Raw(encode(value));
}
