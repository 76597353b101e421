import { inflateRawSync } from "node:zlib";

/** The entries of a zip by their names, read from its central directory; only names flagged as UTF-8 are taken. */
export function entriesOf(zip: Buffer): Map<string, Buffer> {
  const entries = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if ((zip.readUInt16LE(at + 8) & 0x0800) === 0) throw new Error("a name is not flagged as UTF-8");
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    entries.set(
      zip.toString("utf8", at + 46, at + 46 + nameLength),
      method === 0 ? content : inflateRawSync(content),
    );
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}
