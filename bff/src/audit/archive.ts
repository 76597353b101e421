import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip, gzipSync } from "node:zlib";
import { sm3Hex } from "../crypto/provider.ts";
import { keysInUse } from "../crypto/sealed.ts";
import { isSignedBy, sign } from "../crypto/signature.ts";
import type { SignedHead } from "./close-day.ts";
import type { Entry } from "./entry.ts";
import { AuditEntries, AuditHeads } from "./model.ts";
import { type EntriesOf, fromStore } from "./verify.ts";

/** One chain's part of an archive: a gzip member of its own, so that one chain is read without the others. */
interface Part {
  readonly chain: string;
  readonly from: number;
  readonly to: number;
  /** Bytes from the start of the file. */
  readonly offset: number;
  readonly length: number;
}

/** Says what an archive holds; signed, so that an archive swapped for another is found before it is read. */
export interface Manifest {
  /** YYYYMM */
  readonly month: string;
  readonly parts: readonly Part[];
  /** SM3 of the whole archive. */
  readonly digest: string;
  readonly signature: string;
  readonly publicKey: string;
}

const archiveFile = (folder: string, month: string) => join(folder, `audit-${month}.jsonl.gz`);
const manifestFile = (folder: string, month: string) => join(folder, `audit-${month}.json`);

/**
 * Moves the closed days of a month (YYYYMM) into a compressed, signed file. The store forgets them only once both files
 * are on disk. Returns how many entries were moved; again on the same month: 0.
 */
export async function archiveMonth(month: string, folder: string): Promise<number> {
  const heads = (await AuditHeads.collection
    .find({ _id: { $gte: `${month}01`, $lte: `${month}31` } } as never)
    .sort({ _id: 1 })
    .toArray()) as unknown as SignedHead[];
  const parts: Part[] = [];
  const members: Buffer[] = [];
  let offset = 0;
  for (const { chain, from, to } of heads.flatMap(({ ranges }) => ranges)) {
    const lines: string[] = [];
    for await (const entry of fromStore(chain, from, to)) lines.push(`${JSON.stringify(entry)}\n`);
    if (lines.length === 0) continue;
    const member = gzipSync(lines.join(""), { level: 9 });
    parts.push({ chain, from, to, offset, length: member.length });
    members.push(member);
    offset += member.length;
  }
  if (parts.length === 0) return 0;
  await write(folder, month, parts, Buffer.concat(members));
  let moved = 0;
  for (const { chain, from, to } of parts) {
    const { deletedCount } = await AuditEntries.collection.deleteMany({
      chain,
      seq: { $gte: from, $lte: to },
    } as never);
    moved += deletedCount;
  }
  return moved;
}

async function write(folder: string, month: string, parts: Part[], bytes: Buffer): Promise<void> {
  const keys = keysInUse().sm2;
  const content = { month, parts, digest: sm3Hex(bytes) };
  const manifest: Manifest = {
    ...content,
    signature: sign(JSON.stringify(content), keys),
    publicKey: keys.publicKey,
  };
  await mkdir(folder, { recursive: true });
  await writeDurably(archiveFile(folder, month), bytes);
  await writeDurably(manifestFile(folder, month), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
}

async function writeDurably(file: string, bytes: Buffer): Promise<void> {
  const draft = `${file}.new`;
  try {
    await writeFile(draft, bytes);
    const handle = await open(draft, "r");
    await handle.sync().finally(() => handle.close());
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true }); // on a full disk the half of it would take the last of the room
  }
}

/** Reads and checks a month's manifest. Throws an error that says what does not fit. */
export async function readManifest(
  folder: string,
  month: string,
  trusted: readonly string[],
): Promise<Manifest> {
  const manifest: Manifest = JSON.parse(await readFile(manifestFile(folder, month), "utf8"));
  const { signature, publicKey, ...content } = manifest;
  if (!trusted.includes(publicKey) || !isSignedBy(JSON.stringify(content), signature, publicKey))
    throw new Error(`the archive of ${month} is not signed by a known key`);
  if (sm3Hex(await readFile(archiveFile(folder, month))) !== manifest.digest)
    throw new Error(`the archive of ${month} was altered`);
  return manifest;
}

/** Entries from archives and store as one, for `verify`. */
export function fromArchives(folder: string, manifests: readonly Manifest[]): EntriesOf {
  return async function* (chain, from, to) {
    let next = from;
    for (const { month, parts } of manifests)
      for (const part of parts) {
        if (part.chain !== chain || part.to < next || (to !== null && part.from > to)) continue;
        for await (const entry of entriesIn(archiveFile(folder, month), part)) {
          if (entry.seq < next || (to !== null && entry.seq > to)) continue;
          yield entry;
          next = entry.seq + 1;
        }
      }
    if (to === null || next <= to) yield* fromStore(chain, next, to);
  };
}

/** Puts an archived month back into the store. */
export async function restoreMonth(folder: string, manifest: Manifest): Promise<number> {
  let restored = 0;
  for (const part of manifest.parts)
    for await (const entry of entriesIn(archiveFile(folder, manifest.month), part)) {
      const { upsertedCount } = await AuditEntries.collection.updateOne(
        { _id: entry._id } as never,
        { $setOnInsert: entry },
        { upsert: true },
      );
      restored += upsertedCount;
    }
  return restored;
}

async function* entriesIn(file: string, { offset, length }: Part): AsyncGenerator<Entry> {
  const member = createReadStream(file, { start: offset, end: offset + length - 1 }).pipe(createGunzip());
  for await (const line of createInterface({ input: member, crlfDelay: Number.POSITIVE_INFINITY }))
    yield JSON.parse(line) as Entry;
}
