import type { Sm2Ciphertext } from "./provider.ts";

/** How an SM2 ciphertext is written. DER (GB/T 35276) has an order of its own. */
export interface Sm2Form {
  readonly encoding: "raw" | "der";
  readonly order: "C1C3C2" | "C1C2C3";
}

/** A wrapped key is far shorter; more is not looked at. */
const longest = 200;

/** Writes a ciphertext as lower-case hex; raw C1 stands without its 04. */
export function writeCiphertext({ c1, c2, c3 }: Sm2Ciphertext, form: Sm2Form): string {
  if (form.encoding === "raw")
    return Buffer.concat(form.order === "C1C3C2" ? [c1, c3, c2] : [c1, c2, c3]).toString("hex");
  const parts = [integer(c1.subarray(0, 32)), integer(c1.subarray(32)), tlv(0x04, c3), tlv(0x04, c2)];
  return tlv(0x30, Buffer.concat(parts)).toString("hex");
}

/**
 * Every ciphertext that a text (hex or base64) can mean: a raw C1 may itself begin with the 04 of a prefix or the 30 of
 * DER, so the first byte allows several readings, and only C3 decides between them.
 */
export function readCiphertext(text: string, order: Sm2Form["order"]): Sm2Ciphertext[] {
  return bytesOf(text).flatMap((bytes) => {
    const readings = [readRaw(bytes, order)];
    if (bytes[0] === 0x04) readings.push(readRaw(bytes.subarray(1), order));
    if (bytes[0] === 0x30) readings.push(readDer(bytes));
    return readings.filter((reading) => reading !== null);
  });
}

function bytesOf(text: string): Buffer[] {
  if (text.length > longest * 2) return [];
  const readings: Buffer[] = [];
  if (text.length % 2 === 0 && /^[\da-f]+$/i.test(text)) readings.push(Buffer.from(text, "hex"));
  if (text.length % 4 === 0 && /^[A-Za-z\d+/]+={0,2}$/.test(text)) readings.push(Buffer.from(text, "base64"));
  return readings.filter((bytes) => bytes.length <= longest);
}

function readRaw(bytes: Buffer, order: Sm2Form["order"]): Sm2Ciphertext | null {
  if (bytes.length <= 96) return null;
  const c1 = bytes.subarray(0, 64);
  return order === "C1C3C2"
    ? { c1, c3: bytes.subarray(64, 96), c2: bytes.subarray(96) }
    : { c1, c2: bytes.subarray(64, -32), c3: bytes.subarray(-32) };
}

/** Strict: the tags of GB/T 35276, shortest lengths, shortest positive integers, nothing after the end. */
function readDer(bytes: Buffer): Sm2Ciphertext | null {
  const outer = readTlv(bytes, 0x30);
  if (outer === null || outer.rest.length > 0) return null;
  const x = readTlv(outer.value, 0x02);
  const y = x && readTlv(x.rest, 0x02);
  const c3 = y && readTlv(y.rest, 0x04);
  const c2 = c3 && readTlv(c3.rest, 0x04);
  if (!x || !y || !c3 || !c2 || c2.rest.length > 0 || c3.value.length !== 32) return null;
  const [left, right] = [coordinate(x.value), coordinate(y.value)];
  return left && right && { c1: Buffer.concat([left, right]), c3: c3.value, c2: c2.value };
}

function readTlv(bytes: Buffer, tag: number): { value: Buffer; rest: Buffer } | null {
  if (bytes.length < 2 || bytes[0] !== tag) return null;
  let start = 2;
  let length = bytes[1] as number;
  if (length >= 0x80) {
    // 200 bytes need one length byte at most, and below 128 none.
    if (length !== 0x81 || bytes.length < 3 || (bytes[2] as number) < 0x80) return null;
    length = bytes[2] as number;
    start = 3;
  }
  const end = start + length;
  return end > bytes.length ? null : { value: bytes.subarray(start, end), rest: bytes.subarray(end) };
}

function coordinate(value: Buffer): Buffer | null {
  const [first, second] = value;
  if (first === undefined || first >= 0x80) return null;
  if (first === 0 && second !== undefined && second < 0x80) return null;
  const digits = first === 0 ? value.subarray(1) : value;
  return digits.length > 32 ? null : Buffer.concat([Buffer.alloc(32 - digits.length), digits]);
}

function integer(value: Buffer): Buffer {
  const start = value.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Buffer.alloc(1) : value.subarray(start);
  return tlv(0x02, (digits[0] as number) >= 0x80 ? Buffer.concat([Buffer.alloc(1), digits]) : digits);
}

function tlv(tag: number, value: Buffer): Buffer {
  const length = value.length < 0x80 ? [value.length] : [0x81, value.length];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}
