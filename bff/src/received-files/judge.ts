import { BadPhoto, imageHeader } from "../attachments/image-header.ts";
import { threadLine } from "../thread-line.ts";
import { fileRule, type Kind } from "./rules.ts";

/** What a file is by its content, and why it may not be given to anybody; absent when it may. */
export interface Judged {
  /** Media type. */
  readonly kind: string;
  readonly unfit?: string;
}

export interface Inspection {
  readonly kind: "pdf" | "ofd";
  readonly bytes: Uint8Array;
}

const line = threadLine<Inspection, string | null>("inspect-worker", import.meta.url, {
  timeoutMs: 30_000,
  memoryMb: 512,
});

/** Judges a file of a feedback by its element's rule. Never throws: what cannot be looked into is not fit. */
export async function judgeFile(element: string, bytes: Buffer): Promise<Judged> {
  const { kinds, most } = fileRule(element);
  const [kind, media] = kindOf(bytes);
  const unfit = (reason: string | null) => ({ kind: media, ...(reason !== null && { unfit: reason }) });
  if (bytes.length === 0) return unfit("文件是空的");
  if (bytes.length > most) return unfit(`文件超过${most / 1024 / 1024}兆字节`);
  if (kind === null || !kinds.includes(kind))
    return unfit(`不是${kinds.map((one) => names[one]).join("或")}`);
  if (kind === "picture") return unfit(faultInPicture(bytes));
  return unfit(await line.run({ kind, bytes }).catch(() => "文件无法检查"));
}

const names: Readonly<Record<Kind, string>> = { pdf: "PDF文件", ofd: "OFD文件", picture: "JPG或PNG图片" };

const starts: readonly (readonly [start: string, kind: Kind, media: string])[] = [
  ["255044462d", "pdf", "application/pdf"],
  // OFD (GB/T 33190) is a zip.
  ["504b0304", "ofd", "application/ofd"],
  ["ffd8ff", "picture", "image/jpeg"],
  ["89504e47", "picture", "image/png"],
];

function kindOf(bytes: Buffer): readonly [kind: Kind | null, media: string] {
  const start = bytes.subarray(0, 8).toString("hex");
  const [, kind, media] = starts.find(([sign]) => start.startsWith(sign)) ?? [];
  return kind === undefined || media === undefined ? [null, "application/octet-stream"] : [kind, media];
}

function faultInPicture(bytes: Buffer): string | null {
  try {
    imageHeader(bytes);
    return null;
  } catch (error) {
    return error instanceof BadPhoto ? "图片已损坏或尺寸太大" : "文件无法检查";
  }
}
