import { Readable } from "node:stream";
import { constants, createInflateRaw } from "node:zlib";

/** What all streams of a file may have together once they are inflated. */
const mostInflated = 64 * 1024 * 1024;

/**
 * Why a PDF may not be handed on; null when it may. Reads no structure, in which a reader may see something else than
 * we do, but every name in the file's bytes and in whatever inflates in it: scripts, programs to start, files inside and
 * forms that send or take data have names of their own (ISO 32000-1, 12.6.4, 7.11, 12.7), wherever they stand.
 */
export async function faultInPdf(bytes: Buffer): Promise<string | null> {
  const text = bytes.toString("latin1");
  if (!/startxref\s+\d+\s+%%EOF/.test(text.slice(-2_048))) return "文件不完整";
  const names = new Set<string>();
  collect(text, names);
  let left = mostInflated;
  for (const { 0: keyword, index } of text.matchAll(/stream(\r\n|\n|\r)/g)) {
    const content = await inflated(bytes.subarray(index + keyword.length), left);
    left -= content.length;
    if (left <= 0) return "解压后太大，无法检查";
    collect(content.toString("latin1"), names);
  }
  const found = Object.entries(active).find(([name]) => names.has(name));
  if (found !== undefined) return found[1];
  // Objects within streams that we cannot open.
  const closed = [...names].some((name) => hiding.has(name));
  return names.has("ObjStm") && closed ? "内容已加密或以少见方式压缩，无法检查" : null;
}

const active: Readonly<Record<string, string>> = {
  JavaScript: "含有脚本",
  XFA: "含有脚本表单",
  Launch: "含有启动程序的动作",
  EmbeddedFile: "含有附件",
  EmbeddedFiles: "含有附件",
  FileAttachment: "含有附件",
  EF: "含有附件",
  GoToE: "含有附件",
  RichMedia: "含有可执行的媒体",
  Rendition: "含有可执行的媒体",
  SubmitForm: "含有提交数据的表单",
  ImportData: "含有读取数据的表单",
};

const hiding = new Set([
  "Encrypt",
  "LZWDecode",
  "ASCIIHexDecode",
  "ASCII85Decode",
  "RunLengthDecode",
  "Crypt",
]);

const wanted = new Set([...Object.keys(active), ...hiding, "ObjStm"]);
// The name's letters may be written as #hh.
const name = /\/((?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){2,60})/g;
// So short a name stands in pictures by chance; before a dictionary or a reference it does not.
const embedded = /^\s*(<<|\d+\s+\d+\s+R)/;

function collect(text: string, names: Set<string>): void {
  for (const { 1: written = "", 0: whole, index } of text.matchAll(name)) {
    const plain = written.includes("#")
      ? written.replace(/#(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      : written;
    if (!wanted.has(plain)) continue;
    const after = index + whole.length;
    if (plain !== "EF" || embedded.test(text.slice(after, after + 40))) names.add(plain);
  }
}

/** As much as can be inflated, up to `most`: readers show what stands before a fault, so it counts. */
async function inflated(bytes: Buffer, most: number): Promise<Buffer> {
  const isZlib = bytes.length > 2 && (bytes[0]! & 15) === 8 && bytes.readUInt16BE(0) % 31 === 0;
  if (!isZlib) return Buffer.alloc(0);
  // Without its checksum, which readers do not insist on either.
  const packed = bytes.subarray(2);
  const whole = await inflate([packed], most);
  return whole.broken ? (await inflate(pieces(packed), most)).content : whole.content;
}

/** At a fault Node gives up all that came of the same piece: with small ones hardly anything is lost. */
function* pieces(bytes: Buffer, size = 16): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function inflate(input: Iterable<Buffer>, most: number) {
  const parts: Buffer[] = [];
  let size = 0;
  let broken = false;
  const stream = createInflateRaw({ finishFlush: constants.Z_SYNC_FLUSH });
  try {
    for await (const part of Readable.from(input).compose(stream)) {
      parts.push(part as Buffer);
      size += (part as Buffer).length;
      if (size >= most) break;
    }
  } catch {
    broken = true;
  }
  return { content: Buffer.concat(parts), broken };
}
