// Vouchers and certificates as offices make them, and as nobody should.
import { createCipheriv, randomBytes } from "node:crypto";
import { deflateRawSync, deflateSync, inflateSync } from "node:zlib";
import PDFDocument from "pdfkit";
import decodeQR from "qr/decode.js";
import { ZipFile } from "yazl";

/** A PDF with compressed pages, as a common library writes it. */
export function goodPdf(text = "voucher"): Promise<Buffer> {
  const pdf = new PDFDocument({ size: "A4" });
  pdf.text(text).link(72, 72, 100, 20, "https://example.invalid/");
  pdf.end();
  return joined(pdf as unknown as AsyncIterable<Buffer>);
}

/** The same with bytes that mean nothing before its end, so that it is exactly `bytes` long. */
export async function pdfOfSize(bytes: number): Promise<Buffer> {
  const pdf = await goodPdf();
  const end = pdf.lastIndexOf("startxref");
  const padding = Buffer.alloc(bytes - pdf.length, "%");
  return Buffer.concat([pdf.subarray(0, end), padding.fill("\n", padding.length - 1), pdf.subarray(end)]);
}

/** A PDF of these objects, the first its catalog; readers find them without a table. */
export function pdfOf(...objects: readonly (string | Buffer)[]): Buffer {
  const parts = objects.map((object, at) => [`${at + 1} 0 obj\n`, object, "\nendobj\n"]);
  const end = "trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";
  return Buffer.concat(["%PDF-1.7\n", ...parts.flat(), end].map((part) => Buffer.from(part)));
}

/** A stream object; `entries` of its dictionary besides the length. */
export function streamOf(entries: string, content: Buffer): Buffer {
  const head = `<< ${entries} /Length ${content.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from("\nendstream")]);
}

/** Objects within a compressed stream, as PDF 1.5 allows; `broken`: readers still show what stands before the fault. */
export function objectStream(text: string, broken = false): Buffer {
  const packed = deflateSync(`10 0 ${text}${" % more words".repeat(broken ? 400 : 0)}`, {
    level: broken ? 0 : 9,
  });
  // A stored block of an impossible length follows.
  const content = broken
    ? Buffer.concat([
        packed.subarray(0, 2),
        Buffer.from([0]),
        packed.subarray(3, -4),
        Buffer.from("0000ffff", "hex"),
      ])
    : packed;
  return streamOf("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", content);
}

/** A stream that is a thousand times as large once it is inflated. */
export const bomb = (bytes: number): Buffer =>
  streamOf("/Filter /FlateDecode", deflateSync(Buffer.alloc(bytes), { level: 9 }));

/** What an encrypted file has in place of its object stream. */
export function encryptedPdf(): Buffer {
  const cipher = createCipheriv("aes-128-cbc", randomBytes(16), randomBytes(16));
  const hidden = Buffer.concat([cipher.update(deflateSync("10 0 << /S /JavaScript >>")), cipher.final()]);
  const stream = streamOf("/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", hidden);
  return pdfOf("<< /Type /Catalog /Pages 2 0 R /Encrypt 4 0 R >>", stream);
}

const ofdRoot =
  '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>';
const ofdDocument = '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages/></ofd:Document>';

/** A small OFD (GB/T 33190); `more` entries are added or take another's place. */
export async function ofd(more: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> {
  const zip = new ZipFile();
  const entries = { "OFD.xml": ofdRoot, "Doc_0/Document.xml": ofdDocument, ...more };
  for (const [name, content] of Object.entries(entries)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return joined(zip.outputStream as unknown as AsyncIterable<Buffer>);
}

/** A zip whose only entry says that it is small, and is not. */
export function ofdBomb(bytes: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(bytes), { level: 9 });
  const name = Buffer.from("OFD.xml");
  const sizes = [8, 0, 0, 0, packed.length, 100] as const;
  const local = record(0x04034b50, [20, 0], sizes, [name.length, 0]);
  const central = record(0x02014b50, [20, 20, 0], sizes, [name.length, 0, 0, 0, 0], [0, 0]);
  const from = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(from, 16);
  return Buffer.concat([local, name, packed, central, name, end]);
}

/** Signature and halves, then method, time, date (halves), CRC and both sizes (words), then halves and words. */
function record(
  signature: number,
  before: readonly number[],
  [method, time, date, crc, packed, size]: readonly number[],
  after: readonly number[],
  words: readonly number[] = [],
): Buffer {
  const half = (value = 0) => Buffer.from([value & 255, value >> 8]);
  const word = (value = 0) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const halves = [...before, method, time, date].map(half);
  const middle = [crc, packed, size].map(word);
  return Buffer.concat([word(signature), ...halves, ...middle, ...after.map(half), ...words.map(word)]);
}

/** The text of the QR on a PDF: in its first picture in shades of grey. */
export function qrIn(pdf: Buffer): string {
  const text = pdf.toString("latin1");
  const [head = "", width, height] =
    /\/Subtype \/Image \/Width (\d+) \/Height (\d+) \/ColorSpace \/DeviceGray.*?stream\n/s.exec(text) ?? [];
  const grey = inflateSync(pdf.subarray(text.indexOf(head) + head.length));
  const data = Buffer.alloc(grey.length * 4, 255);
  for (const [at, shade] of grey.entries()) data.fill(shade, at * 4, at * 4 + 3);
  return decodeQR({ width: Number(width), height: Number(height), data });
}

async function joined(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
