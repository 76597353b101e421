import { type Doc, Timestamp } from "../bson/value.ts";
import { Catalog } from "../storage/catalog.ts";
import { Records } from "../storage/records.ts";
import { Storage } from "../storage/storage.ts";
import { Cursors } from "./cursors.ts";
import { Sessions } from "./sessions.ts";

/** Everything a command works with. */
export interface Engine {
  storage: Storage;
  catalog: Catalog;
  records: Records;
  cursors: Cursors;
  sessions: Sessions;
  startedAt: Date;
  /** How often expired documents are looked for, in seconds; `setParameter` can change it. */
  ttlMonitorSleepSecs: number;
  connections(): number;
  /** Now, and never the same twice. */
  nextTimestamp(): Timestamp;
}

/** One command as it came in. */
export interface Request {
  name: string;
  /** The database it is addressed to. */
  db: string;
  body: Doc;
  now: Date;
  connection: { id: number; address: string };
}

/** The fields of an answer, before `ok: 1`. */
export type Reply = Record<string, unknown>;

export interface Command {
  /** The options it knows besides those every command has; any other is refused with 40415. */
  options: readonly string[] | "any";
  run(request: Request, engine: Engine): Reply | Promise<Reply>;
}

export function openEngine(folder: string, connections: () => number): Engine {
  const storage = new Storage(folder);
  const catalog = new Catalog(storage);
  return {
    storage,
    catalog,
    records: new Records(storage, catalog),
    cursors: new Cursors(),
    sessions: new Sessions(storage),
    startedAt: new Date(),
    ttlMonitorSleepSecs: 60,
    connections,
    nextTimestamp: timestamps(),
  };
}

function timestamps(): () => Timestamp {
  let [second, count] = [0, 0];
  return () => {
    const now = Math.max(second, Math.floor(Date.now() / 1000));
    [second, count] = [now, now === second ? count + 1 : 1];
    return new Timestamp({ t: second, i: count });
  };
}
