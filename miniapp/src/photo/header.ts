import { BadPhoto } from "../platform/photo";

export interface Size {
  width: number;
  height: number;
}

const maxBytes = 60_000_000;
const maxPixels = 120_000_000;

/** Where a marker of a JPEG names the size: SOF0–SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Size of a JPEG or PNG as it is stored (not turned upright), from its first bytes.
 * @throws BadPhoto where the file cannot be a photo we can use
 */
export function sizeOf(head: Uint8Array, fileBytes: number): Size {
  if (fileBytes === 0) throw new BadPhoto("empty");
  if (isHeic(head)) throw new BadPhoto("heic");
  const size = isJpeg(head) ? jpegSize(head) : isPng(head) ? pngSize(head) : null;
  if (!size) throw new BadPhoto("notImage");
  if (fileBytes > maxBytes) throw new BadPhoto("tooBig");
  if (size.width * size.height > maxPixels) throw new BadPhoto("tooManyPixels");
  if (size.width < 1 || size.height < 1) throw new BadPhoto("broken");
  return size;
}

const isJpeg = (head: Uint8Array) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;
const isPng = (head: Uint8Array) => [0x89, 0x50, 0x4e, 0x47].every((byte, at) => head[at] === byte);

function isHeic(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head.subarray(4, 12));
  return /^ftyp(heic|heix|hevc|heim|heis|mif1|msf1|avif)/.test(text);
}

function pngSize(head: Uint8Array): Size {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 24) throw new BadPhoto("broken");
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

function jpegSize(head: Uint8Array): Size {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let at = 2;
  while (at + 9 <= head.length) {
    if (head[at] !== 0xff) throw new BadPhoto("broken");
    const marker = head[at + 1]!;
    if (marker === 0xff) at += 1;
    else if (isFrame(marker)) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    else at += 2 + view.getUint16(at + 2);
  }
  throw new BadPhoto("broken");
}
