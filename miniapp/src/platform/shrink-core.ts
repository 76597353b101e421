import { fit, within } from "../photo/fit";
import { type Size, sizeOf } from "../photo/header";
import { type Hint, judge, judgedEdge, lumaOf } from "../photo/judge";
import { BadPhoto } from "./photo";

export interface Shrunk extends Size {
  blob: Blob;
  hints: Hint[];
}

export type Canvas = OffscreenCanvas | HTMLCanvasElement;
export type MakeCanvas = (size: Size) => Canvas;

/** Enough to find the size behind a phone's long EXIF block with its preview. */
const headBytes = 1_048_576;

/**
 * Turns a photo upright, without EXIF, into a JPEG that fits. The same in a worker and on the page.
 * @throws BadPhoto
 */
export async function shrink(file: Blob, makeCanvas: MakeCanvas): Promise<Shrunk> {
  const stored = sizeOf(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()), file.size);
  const bitmap = await decode(file, stored);
  try {
    const encode = (size: Size, quality: number) => toJpeg(draw(bitmap, size, makeCanvas), quality);
    const { file: blob, width, height } = await fit(bitmap, encode);
    const seen = within(bitmap, judgedEdge);
    const pixels = context(draw(bitmap, seen, makeCanvas)).getImageData(0, 0, seen.width, seen.height).data;
    const hints = judge(lumaOf(pixels), seen.width, seen.height, Math.max(stored.width, stored.height));
    return { blob, width, height, hints };
  } finally {
    bitmap.close();
  }
}

/** Decodes already scaled where the browser can: 48 megapixels would be 190 MB. Only the width is given, so
 *  that proportions hold whether a browser counts it before or after turning. */
async function decode(file: Blob, stored: Size): Promise<ImageBitmap> {
  const { width } = within(stored);
  const upright: ImageBitmapOptions = { imageOrientation: "from-image" };
  try {
    if (width === stored.width) return await createImageBitmap(file, upright);
    return await createImageBitmap(file, { ...upright, resizeWidth: width, resizeQuality: "high" });
  } catch {
    throw new BadPhoto("broken");
  }
}

function context(canvas: Canvas) {
  return canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
}

function draw(bitmap: ImageBitmap, size: Size, makeCanvas: MakeCanvas): Canvas {
  const canvas = makeCanvas(size);
  const pen = context(canvas);
  pen.fillStyle = "#fff"; // a transparent PNG would turn black
  pen.fillRect(0, 0, size.width, size.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, size.width, size.height);
  return canvas;
}

function toJpeg(canvas: Canvas, quality: number): Promise<Blob> {
  if ("convertToBlob" in canvas) return canvas.convertToBlob({ type: "image/jpeg", quality });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new BadPhoto("broken"))), "image/jpeg", quality);
  });
}
