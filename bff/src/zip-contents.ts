import { inflateRawSync } from "node:zlib";

/** One entry of a zip, inflated. */
export interface ZipContent {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * The entries of a zip by its central directory. Each is inflated with a limit, since what a zip says of its own sizes
 * need not be true: throws once all of them have more than `most` bytes together, and for what is no zip.
 */
export function* zipContents(zip: Buffer, most: number): Generator<ZipContent> {
  const end = zip.lastIndexOf(Buffer.from("PK\u0005\u0006"));
  if (end < 0) throw new Error("no end of the zip");
  let left = most;
  let at = zip.readUInt32LE(end + 16);
  for (let entries = zip.readUInt16LE(end + 10); entries > 0; entries -= 1) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const start = zip.readUInt32LE(at + 42);
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    const stored = zip.readUInt16LE(at + 10) === 0;
    const content = stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(left, 1) });
    left -= content.length;
    if (left <= 0) throw new Error("too large once it is inflated");
    yield { name: zip.toString("utf8", at + 46, at + 46 + nameLength!), content };
    at += 46 + nameLength! + extra! + comment!;
  }
}
