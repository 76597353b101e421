import Taro from "@tarojs/taro";
import { fit, within } from "../photo/fit";
import { type Size, sizeOf } from "../photo/header";
import { judge, judgedEdge, lumaOf } from "../photo/judge";
import { BadPhoto, type Picked, type Ready } from "./photo";

/** Canvases beyond this fail on many phones. */
const safeEdge = 4096;

/** Upright, without EXIF, small enough, judged. Drawing on a canvas is the only way to a JPEG of a given size here. */
export async function preparePhoto({ name, source, bytes }: Picked): Promise<Ready> {
  const path = source as string;
  const head = Taro.getFileSystemManager().readFileSync(path, undefined, 0, Math.min(bytes, 1_048_576));
  const stored = sizeOf(new Uint8Array(head as ArrayBuffer), bytes);
  const { image, size } = await load(path);
  const paint = (wanted: Size) => {
    const canvas = Taro.createOffscreenCanvas({ type: "2d", ...wanted });
    const pen = canvas.getContext("2d") as unknown as CanvasRenderingContext2D;
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, wanted.width, wanted.height);
    pen.drawImage(image as never, 0, 0, wanted.width, wanted.height);
    return { canvas, pen };
  };
  const encode = async (wanted: Size, quality: number) => {
    const canvas = paint(wanted).canvas as unknown as Taro.Canvas;
    const { tempFilePath } = await Taro.canvasToTempFilePath({ canvas, fileType: "jpg", quality });
    const { size: fileBytes } = Taro.getFileSystemManager().statSync(tempFilePath) as Taro.Stats;
    return { size: fileBytes, path: tempFilePath };
  };
  const fitted = await fit(within(size, safeEdge), encode);
  const seen = within(size, judgedEdge);
  const pixels = paint(seen).pen.getImageData(0, 0, seen.width, seen.height).data;
  const hints = judge(lumaOf(pixels), seen.width, seen.height, Math.max(stored.width, stored.height));
  const { width, height, file } = fitted;
  return { name, bytes: file.size, width, height, source: file.path, preview: file.path, hints };
}

/** WeChat turns an image upright when it loads it. */
async function load(path: string): Promise<{ image: Taro.Image; size: Size }> {
  const canvas = Taro.createOffscreenCanvas({ type: "2d", width: 1, height: 1 });
  const image = (canvas as unknown as Taro.Canvas).createImage();
  await new Promise<void>((resolve, reject) => {
    image.onload = () => resolve();
    image.onerror = () => reject(new BadPhoto("broken"));
    image.src = path;
  });
  return { image, size: { width: image.width, height: image.height } };
}
