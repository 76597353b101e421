import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { CHECK_BYTES, checksum } from "./storage.ts";

/** Thrown when the data file is damaged; says where. */
export class Damaged extends Error {}

const HEADER = 24;
const META_BYTES = 24 + 48 * 2 + 16;
const MAGIC = 0xbeefc0de;
const [BRANCH, LEAF, OVERFLOW] = [1, 2, 4];
const NO_PAGE = 0xffffffffffffffffn;

/**
 * Goes through the whole data file as LMDB has laid it out (its own page numbers, its order of keys) and checks every
 * entry's checksum, before LMDB maps the file into memory: LMDB itself trusts what it finds there.
 * @throws Damaged with the page where the first fault is
 */
export function checkFile(path: string): void {
  if (!existsSync(path)) return;
  const file = openSync(path, "r");
  try {
    if (fstatSync(file).size > 0) checkPages(file);
  } finally {
    closeSync(file);
  }
}

function checkPages(file: number): void {
  const head = bytesAt(file, 0, HEADER + META_BYTES, "the file's head");
  if (head.readUInt32LE(HEADER) !== MAGIC) throw new Damaged("page 0 is not the head of an LMDB file");
  const pageSize = head.readUInt32LE(HEADER + 24);
  if (![512, 1024, 2048, 4096, 8192, 16384, 32768, 65536].includes(pageSize))
    throw new Damaged(`page 0 says that pages have ${pageSize} bytes`);
  const second = bytesAt(file, pageSize, HEADER + META_BYTES, "page 1");
  const metas = [head, second].filter((meta) => meta.readUInt32LE(HEADER) === MAGIC);
  const transaction = (meta: Buffer) => meta.readBigUInt64LE(HEADER + 24 + 104);
  const [newest] = metas.sort((a, b) => Number(transaction(b) - transaction(a)));
  for (const [at, isData] of [
    [24, false],
    [72, true],
  ] as const) {
    const root = newest!.readBigUInt64LE(HEADER + at + 40);
    if (root !== NO_PAGE) checkTree(file, pageSize, Number(root), isData);
  }
}

function checkTree(file: number, pageSize: number, root: number, isData: boolean): void {
  const waiting = [root];
  let last: Buffer | undefined;
  while (waiting.length) {
    const number = waiting.pop()!;
    const page = bytesAt(file, number * pageSize, pageSize, `page ${number}`);
    const kind = page.readUInt16LE(18) & 7;
    if (Number(page.readBigUInt64LE(0)) !== number || (kind !== BRANCH && kind !== LEAF))
      throw new Damaged(`page ${number} of the data file is damaged`);
    const nodes = nodesOf(page, number);
    if (kind === BRANCH) for (const node of nodes.reverse()) waiting.push(page.readUIntLE(node, 6));
    else if (isData)
      for (const node of nodes) {
        const { key, value } = entryAt(file, pageSize, page, node, number);
        const ordered = !last || Buffer.compare(last, key) < 0;
        const data = value.subarray(0, -CHECK_BYTES);
        if (!ordered || value.length < CHECK_BYTES || value.readUInt32LE(data.length) !== checksum(key, data))
          throw new Damaged(`an entry on page ${number} of the data file is damaged`);
        last = key;
      }
  }
}

/** Where the nodes of a page begin. */
function nodesOf(page: Buffer, number: number): number[] {
  const count = page.readUInt16LE(20) >> 1;
  const nodes = Array.from({ length: count }, (_, at) =>
    HEADER + at * 2 + 2 <= page.length ? page.readUInt16LE(HEADER + at * 2) + HEADER : 0,
  );
  const inside = (node: number) =>
    node >= HEADER + count * 2 && node + 8 + (page[node + 6]! | (page[node + 7]! << 8)) <= page.length;
  if (!nodes.every(inside)) throw new Damaged(`page ${number} of the data file is damaged`);
  return nodes;
}

function entryAt(
  file: number,
  pageSize: number,
  page: Buffer,
  node: number,
  number: number,
): { key: Buffer; value: Buffer } {
  const size = page.readUInt32LE(node);
  const keyEnd = node + 8 + page.readUInt16LE(node + 6);
  const key = page.subarray(node + 8, keyEnd);
  if (!(page.readUInt16LE(node + 4) & 1)) return { key, value: page.subarray(keyEnd, keyEnd + size) };
  const first = Number(page.readBigUInt64LE(keyEnd)); // a big value has pages of its own
  const value = bytesAt(file, first * pageSize, HEADER + size, `page ${first}`);
  if (Number(value.readBigUInt64LE(0)) !== first || !(value.readUInt16LE(18) & OVERFLOW))
    throw new Damaged(`page ${first}, to which page ${number} leads, is damaged`);
  return { key, value: value.subarray(HEADER) };
}

function bytesAt(file: number, position: number, length: number, what: string): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  if (!Number.isSafeInteger(position) || readSync(file, bytes, 0, length, position) !== length)
    throw new Damaged(`the data file is cut off: ${what} is not there`);
  return bytes;
}
