// Pictures made on the spot, without the decoders under test where that matters.
import { deflateSync } from "node:zlib";
import { Jimp, JimpMime } from "jimp";

/** A card with some structure: a light ground, dark bars, and noise as of a cheap camera. */
export const jpegPhoto = once(drawPhoto);

async function drawPhoto(width: number, height: number, quality = 90, noise = 24): Promise<Buffer> {
  const image = new Jimp({ width, height, color: 0xf2efe6ff });
  const { data } = image.bitmap;
  let seed = 12345;
  for (let at = 0; at < data.length; at += 4) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    const y = Math.floor(at / 4 / width);
    const grey = Math.min(255, (Math.floor(y / 16) % 4 === 0 ? 60 : 225) + ((seed >> 16) % noise));
    data[at] = data[at + 1] = data[at + 2] = grey;
  }
  return image.getBuffer(JimpMime.jpeg, { quality });
}

/** The left half red, the right half blue, to see which way is up. */
export const twoHalves = once(drawHalves);

async function drawHalves(width: number, height: number, kind: "jpeg" | "png"): Promise<Buffer> {
  const image = new Jimp({ width, height, color: 0xff0000ff });
  image.composite(new Jimp({ width: width / 2, height, color: 0x0000ffff }), width / 2, 0);
  return kind === "jpeg" ? image.getBuffer(JimpMime.jpeg, { quality: 95 }) : image.getBuffer(JimpMime.png);
}

/** Drawn once for the same arguments: drawing takes longer than most of what looks at it. */
function once<A extends unknown[]>(draw: (...how: A) => Promise<Buffer>): (...how: A) => Promise<Buffer> {
  const drawn = new Map<string, Promise<Buffer>>();
  return (...how) => {
    const key = how.join();
    const picture = drawn.get(key) ?? draw(...how);
    drawn.set(key, picture);
    return picture;
  };
}

/** Puts an EXIF segment with this orientation and a GPS position (made up, and findable) behind SOI. */
export function withExif(jpeg: Buffer, orientation: number, secret: string): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4);
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8);
  tiff.set([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0], 10);
  // ImageDescription, where phones and editors put places and names.
  tiff.set([0x01, 0x0e, 0, 2], 22);
  tiff.writeUInt32BE(secret.length + 1, 26);
  tiff.writeUInt32BE(tiff.length, 30);
  return withSegment(jpeg, 0xe1, Buffer.concat([Buffer.from("Exif\0\0"), tiff, Buffer.from(`${secret}\0`)]));
}

/** Any segment behind SOI. */
export function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)]);
}

/** A one-bit PNG of any size, a few kilobytes however large it is. */
export function hugePng(width: number, height: number, chunks: readonly Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 });
  const parts = [
    pngChunk("IHDR", header),
    ...chunks,
    pngChunk("IDAT", rows),
    pngChunk("IEND", Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...parts]);
}

export function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

// zlib.crc32 came with Node 20.15 and 22.2 but is typed later.
function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
