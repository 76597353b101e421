import { closeSync, constants as fs, fstatSync, openSync, statfsSync, writeSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import { MongoError } from "../errors.ts";

const { ENOSPC, EDQUOT, EFBIG, EIO } = constants.errno;

/**
 * With less than this nothing is begun any more. LMDB itself may fail at a full disk without harm to what is stored, but
 * it leaves a bit of memory behind each time, and the buffer for its words about it can be too small.
 */
const RESERVE = 16 * 1024 * 1024;
const LOCK_BYTES = 12 * 1024;

/** 14031 while the disk has no room for a transaction, as MongoDB says it. */
export function fullDisk(folder: string): MongoError | undefined {
  const free = freeBytes(folder);
  if (free >= RESERVE) return undefined;
  return new MongoError("OutOfDiskSpace", `nothing can be written: the disk has only ${free} bytes left`);
}

/** Throws 14031 when a copy of so many bytes would take the room that writes need. */
export function roomForCopy(folder: string, bytes: number): void {
  const free = freeBytes(folder);
  if (free < bytes + RESERVE)
    throw new MongoError("OutOfDiskSpace", `a copy needs ${bytes} bytes, and the disk has only ${free} left`);
}

/**
 * What lmdb's rejection of a commit says to those who wait for it: 14031 when the disk had no room, else an error of
 * ours. The reason stands in a promise of its own, which would end the process if nobody took it.
 */
export async function commitRefusal(error: unknown, folder: string): Promise<MongoError> {
  const { commitError } = error as { commitError?: Promise<never> };
  const cause = (commitError ? await commitError.catch((reason: unknown) => reason) : error) as Error;
  const [words] = cause.message.split(":"); // addresses and sizes follow
  return new MongoError(
    isFull(cause, folder) ? "OutOfDiskSpace" : "InternalError",
    `the write could not be committed: ${words}`,
  );
}

/** LMDB says EIO when the disk took a part of a write only: the last one before it is full. */
function isFull(error: Error, folder: string): boolean {
  const { code } = error as { code?: unknown };
  return (
    [ENOSPC, EDQUOT, EFBIG].includes(code as number) || (code === EIO && freeBytes(folder) < 4 * RESERVE)
  );
}

/** A disk that does not say is not full. */
function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/**
 * Sees to it that LMDB can open a folder that nobody else has open. Its lock file gets its place on the disk before LMDB
 * maps it into memory, where a page without room would end the process without a word; and LMDB cannot begin a data file
 * that it has no room for.
 * @throws with a sentence when the disk is full
 */
export function roomToOpen(folder: string, dataBytes: number): void {
  try {
    const full = dataBytes === 0 && fullDisk(folder);
    if (full) throw full;
    placeLockFile(join(folder, "lock.mdb"));
  } catch (error) {
    throw new Error(`the store in ${folder} cannot be opened: ${(error as Error).message}`);
  }
}

/** Zeros: LMDB makes its content anew. */
function placeLockFile(path: string): void {
  const file = openSync(path, fs.O_RDWR | fs.O_CREAT, 0o600);
  try {
    writeSync(file, Buffer.alloc(Math.max(LOCK_BYTES, fstatSync(file).size)), 0, undefined, 0);
  } finally {
    closeSync(file);
  }
}
