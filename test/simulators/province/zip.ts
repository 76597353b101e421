// Reads a zip by its central directory (APPNOTE 4.3): enough to check what the portal sends for CX3001.
import { crc32, inflateRawSync } from "node:zlib";

export interface ZipEntry {
  readonly name: string;
  /** Bit 11: the name is UTF-8 and says so. */
  readonly utf8: boolean;
  readonly bytes: Buffer;
}

/** Throws with the reason where it is no zip or an entry does not hold what it says. */
export function readZip(zip: Buffer): ZipEntry[] {
  const end = zip.lastIndexOf(Buffer.from("504b0506", "hex"));
  if (end === -1) throw new Error("不是 zip：没有目录结尾");
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error("zip 的目录损坏");
    const [nameLength, extra, comment] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    const flags = zip.readUInt16LE(at + 8);
    entries.push({ name, utf8: (flags & 0x800) !== 0, bytes: contentOf(zip, at, name) });
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

function contentOf(zip: Buffer, at: number, name: string): Buffer {
  const method = zip.readUInt16LE(at + 10);
  const [crc, packed, size, local] = [16, 20, 24, 42].map((offset) => zip.readUInt32LE(at + offset)) as [
    number,
    number,
    number,
    number,
  ];
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const raw = zip.subarray(from, from + packed);
  const bytes = method === 0 ? raw : method === 8 ? inflateRawSync(raw) : null;
  if (!bytes || bytes.length !== size) throw new Error(`zip 中的 ${name} 长度不符`);
  if (crc32(bytes) !== crc) throw new Error(`zip 中的 ${name} 校验不符`);
  return bytes;
}
