import { randomUUID } from "node:crypto";
import { copyFileSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { open as openFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { crc32 } from "node:zlib";
import { open, type RootDatabase } from "lmdb";
import { demand, MongoError } from "../errors.ts";
import { commitRefusal, fullDisk, roomForCopy } from "./full-disk.ts";

/** Keys from `low` (inclusive) to `high` (exclusive). */
export interface Range {
  low: Buffer;
  high: Buffer;
}
export interface Entry {
  key: Buffer;
  value: Buffer;
}

interface Job {
  work(): unknown;
  result?: unknown;
  error?: unknown;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export const DATA_FILE = "data.mdb";
export const CHECK_BYTES = 4;
/** Copies lie in folders of the data's own, until somebody takes them away. */
const COPY = "copy-";

/** LMDB has no checksums, so every value carries one over its key and itself. */
export const checksum = (key: Buffer, value: Buffer): number => crc32(value, crc32(key));

function checked(key: Buffer, stored: Buffer): Buffer {
  const value = stored.subarray(0, stored.length - CHECK_BYTES);
  const sound = stored.length >= CHECK_BYTES && stored.readUInt32LE(value.length) === checksum(key, value);
  demand(sound, "DataCorruptionDetected", "an entry of the data file is damaged");
  return value;
}

/**
 * One LMDB file of byte keys and values. Reads see what is committed. Writes are gathered: all that wait go into one
 * LMDB transaction, so one sync of the disk answers for all of them (group commit).
 *
 * LMDB runs without its overlapping sync: a commit writes the pages, syncs, writes the root page through a synchronous
 * file handle, and only then do readers see it. So nothing is ever visible, or acknowledged, that a power loss can take.
 */
export class Storage {
  private readonly db: RootDatabase<Buffer, Buffer>;
  private readonly folder: string;
  private waiting: Job[] = [];
  private running = false;
  /** Runs inside each transaction after its last write. */
  beforeCommit: () => void = () => undefined;
  /** Runs when a commit failed: whatever was remembered of it is wrong. */
  afterFailure: () => void = () => undefined;

  constructor(folder: string) {
    this.folder = folder;
    this.db = open<Buffer, Buffer>({
      path: folder,
      noSubdir: false, // else a folder with a dot in its name is taken for a file
      encoding: "binary",
      keyEncoding: "binary",
      cache: false,
      overlappingSync: false,
      eventTurnBatching: false, // it makes a promise that nobody waits for: a commit that fails would end the process
      noMemInit: false,
    });
  }

  get(key: Buffer): Buffer | undefined {
    const stored = this.db.getBinary(key);
    return stored && checked(key, stored);
  }

  /**
   * The entries of a range, in order. They are fetched in growing pieces and no snapshot is held between two, so a
   * cursor may rest for minutes without keeping old pages alive.
   */
  *entries({ low, high }: Range, reverse = false): Generator<Entry> {
    let from = reverse ? high : low;
    let exclusiveStart = reverse;
    for (let limit = 4; ; limit = Math.min(limit * 4, 256)) {
      const options = reverse
        ? { start: from, end: low, inclusiveEnd: true, exclusiveStart, reverse, limit }
        : { start: from, end: high, exclusiveStart, limit };
      const piece = [...this.db.getRange(options)] as Entry[];
      for (const { key, value } of piece) yield { key, value: checked(key, value) };
      if (piece.length < limit) return;
      from = piece.at(-1)!.key;
      exclusiveStart = true;
    }
  }

  put(key: Buffer, value: Buffer): void {
    const stored = Buffer.allocUnsafe(value.length + CHECK_BYTES);
    value.copy(stored);
    stored.writeUInt32LE(checksum(key, value), value.length);
    this.db.putSync(key, stored);
  }

  remove(key: Buffer): void {
    this.db.removeSync(key);
  }

  removeRange(range: Range): void {
    for (const { key } of this.entries(range)) this.remove(key);
  }

  /** Runs `work` in the next transaction; resolves with its result (or rejects with its error) once that is on the disk. */
  write<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length) {
      const full = fullDisk(this.folder);
      if (full) {
        for (const job of this.waiting.splice(0)) job.reject(full);
        break;
      }
      let batch: Job[] = [];
      try {
        await this.db.transaction(() => {
          batch = this.waiting;
          this.waiting = [];
          for (const job of batch) run(job);
          this.beforeCommit();
          if (process.env.STORE_TEST_FAULT === "ack-before-sync") settle(batch);
        });
        this.keepImage();
        settle(batch);
      } catch (error) {
        this.afterFailure();
        const reason = await commitRefusal(error, this.folder);
        if (this.isDead()) return endLoudly(reason);
        for (const job of batch.length ? batch : this.waiting.splice(0)) job.reject(reason);
      }
    }
    this.running = false;
  }

  /** LMDB does nothing more in this process, not even read, once it could not write its root page. */
  private isDead(): boolean {
    try {
      this.db.resetReadTxn();
      this.db.getBinary(Buffer.of(0));
      return false;
    } catch {
      return true;
    }
  }

  /** For the power-loss test: the file as it is at a completed sync, before anything else can be written to it. */
  private keepImage(): void {
    const image = process.env.STORE_IMAGE;
    if (!image) return;
    copyFileSync(join(this.folder, DATA_FILE), `${image}.part`);
    renameSync(`${image}.part`, image);
  }

  /** Copies what is committed now into a folder of its own, synced to the disk, while writes go on; gives that folder. */
  async copy(): Promise<string> {
    roomForCopy(this.folder, statSync(join(this.folder, DATA_FILE)).size);
    const folder = resolve(this.folder, COPY + randomUUID());
    mkdirSync(folder, { mode: 0o700 });
    try {
      await this.db.backup(folder, false);
      const file = await openFile(join(folder, DATA_FILE), "r+");
      await file.chmod(0o600);
      await file.sync().finally(() => file.close());
      return folder;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw new MongoError("OutOfDiskSpace", `the copy could not be made: ${(error as Error).message}`);
    }
  }

  /** Waits for the writes under way and closes the file. */
  async close(): Promise<void> {
    await this.write(() => undefined).catch(() => undefined); // on a full disk nothing is under way
    await this.db.close();
  }
}

/** Takes away copies that nobody fetched before the process ended. */
export function removeCopies(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => one.startsWith(COPY)))
    rmSync(join(folder, name), { recursive: true, force: true });
}

/** Answers. Only after the sync: the fault that does it earlier is there for the power-loss test to find. */
function settle(batch: Job[]): void {
  for (const job of batch) {
    if (job.error) job.reject(job.error);
    else job.resolve(job.result);
  }
}

/** Whoever waits is not answered: the next start shows what became of his write. */
function endLoudly(reason: Error): void {
  setImmediate(() => {
    throw new Error(
      `the store ends, nothing more can be done with its file until it is started again: ${reason.message}`,
    );
  });
}

function run(job: Job): void {
  try {
    job.result = job.work();
  } catch (error) {
    job.error = error;
  }
}
