/** What the header of a picture says, before any decoder sees it. */
export interface ImageHeader {
  readonly kind: "jpeg" | "png";
  readonly width: number;
  readonly height: number;
}

/** A picture that is not taken; the sentence says what to do. */
export class BadPhoto extends Error {}

const again = "请重新拍摄或另选一张照片。";
const most = 40_000_000;

/**
 * Reads a JPEG or PNG from its first byte to its end marker without decoding: kind by content, size in pixels, one
 * frame, complete. A decoder alone is no guard: a 24 kB PNG can ask for 800 MB. Throws BadPhoto.
 */
export function imageHeader(bytes: Buffer): ImageHeader {
  if (bytes.length === 0) throw new BadPhoto(`照片文件是空的，${again}`);
  const header = read(bytes);
  if (header.width < 1 || header.height < 1) throw new BadPhoto(`照片文件已损坏，${again}`);
  if (header.width * header.height > most)
    throw new BadPhoto(
      `照片尺寸太大（${header.width}×${header.height}），请把相机分辨率调低到 4000 万像素以内再拍。`,
    );
  return header;
}

function read(bytes: Buffer): ImageHeader {
  try {
    if (bytes.readUInt16BE(0) === 0xffd8) return jpeg(bytes);
    if (bytes.subarray(0, 8).equals(pngSignature)) return png(bytes);
  } catch (error) {
    // Reading past the end: the file breaks off.
    if (error instanceof RangeError) throw new BadPhoto(`照片文件不完整（可能没有传完），${again}`);
    throw error;
  }
  throw new BadPhoto(other(bytes));
}

/** Markers before which no length stands: TEM, RST0–7, SOI. */
const alone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
/** Start of a frame: C0–CF without the tables DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

function jpeg(bytes: Buffer): ImageHeader {
  let size: { width: number; height: number } | undefined;
  let at = 2;
  for (;;) {
    // Entropy-coded data and padding are skipped: a marker is FF and a byte that is neither 00 nor FF.
    at = bytes.indexOf(0xff, at);
    if (at < 0) throw new RangeError("no end marker");
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x00 || alone(marker)) at += 2;
    else if (marker === 0xd9) break;
    else {
      if (isFrame(marker)) size ??= { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
      at += 2 + bytes.readUInt16BE(at + 2);
    }
  }
  if (size === undefined) throw new BadPhoto(`照片文件已损坏，${again}`);
  return { kind: "jpeg", ...size };
}

const pngSignature = Buffer.from("89504e470d0a1a0a", "hex");

function png(bytes: Buffer): ImageHeader {
  for (let at = 8; ; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString("latin1", at + 4, at + 8);
    if (type.length < 4) throw new RangeError("no IEND");
    if (type === "acTL") throw new BadPhoto("这是动画图片，请提供普通照片。");
    if (type === "IEND") break;
  }
  return { kind: "png", width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** What else it may be, so that the sentence can help. */
function other(bytes: Buffer): string {
  const brand = bytes.toString("latin1", 4, 12);
  if (/^ftyp(hei|hev|mif|msf)/.test(brand))
    return "这是 HEIC 格式的照片，系统不能使用。请在手机“设置－相机－格式”里选“兼容性最佳”后重拍，或用本页的拍照按钮拍摄。";
  const start = bytes.toString("latin1", 0, 12);
  if (start.startsWith("GIF8")) return "这是 GIF 图片，请提供 JPG 或 PNG 格式的照片。";
  if (start.startsWith("RIFF") && start.endsWith("WEBP"))
    return "这是 WebP 图片，请提供 JPG 或 PNG 格式的照片。";
  if (start.startsWith("%PDF")) return "这是 PDF 文件，请把材料拍成照片后上传。";
  return "这个文件不是照片，请提供 JPG 或 PNG 格式的照片。";
}
