import { AppError } from "../errors.ts";
import { BadPhoto, type ImageHeader, imageHeader } from "./image-header.ts";

export interface Picture {
  /** JPEG, upright, without any metadata. */
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** One decoder and encoder. It may trust the header: it has been checked. */
export interface ImageCodec {
  readonly name: "sharp" | "jimp";
  /** Throws when the picture cannot be decoded. */
  normalise(bytes: Buffer, header: ImageHeader): Promise<Picture>;
  close(): Promise<void>;
}

export interface ImageEngine {
  readonly name: ImageCodec["name"];
  /** Checks and re-encodes one photo. Throws BadPhoto with a sentence for the person, or AppError `busy`. */
  take(bytes: Buffer): Promise<Picture>;
  close(): Promise<void>;
}

/** A photo is taken up to this size … */
export const mostIn = 1_048_576;
/** … and leaves us with at most this many bytes. */
export const mostOut = 1_000_000;

/** So many wait for each job at work, 1 MiB each, and each so long: then the person is asked to try again. */
const queue = { perJob: 64, patienceMs: 10_000 };

/** Decodes at most `jobs` pictures at once; the others wait their turn, in the order in which they came. */
export function imageEngine(
  codec: ImageCodec,
  jobs: number,
  { perJob, patienceMs }: { readonly perJob: number; readonly patienceMs: number } = queue,
): ImageEngine {
  const waiting = new Set<() => void>();
  let running = 0;
  const enter = async () => {
    if (running < jobs) running += 1;
    else if (waiting.size >= perJob * jobs) throw new AppError("busy");
    else await turn();
  };
  const turn = () =>
    new Promise<void>((resolve, reject) => {
      const go = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.delete(go);
        reject(new AppError("busy"));
      }, patienceMs);
      waiting.add(go);
    });
  const leave = () => {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next();
    } else running -= 1;
  };
  return {
    name: codec.name,
    async take(bytes) {
      if (bytes.length > mostIn) throw new BadPhoto(tooLarge);
      const header = imageHeader(bytes);
      await enter();
      try {
        const picture = await codec.normalise(bytes, header);
        if (picture.bytes.length > mostOut) throw new Error("cannot be made small enough");
        return picture;
      } catch (cause) {
        throw new BadPhoto("照片无法读取，文件可能已损坏，请重新拍摄或另选一张照片。", { cause });
      } finally {
        leave();
      }
    },
    close: () => codec.close(),
  };
}

export const tooLarge = "照片超过 1 MB，请压缩后再传，或用本页的拍照按钮拍摄（会自动压缩）。";

/** sharp where its binary exists; jimp, pure JavaScript, where it does not or where it is asked for. */
export async function chooseCodec(wanted: "auto" | "sharp" | "jimp"): Promise<ImageCodec> {
  if (wanted !== "jimp") {
    try {
      return (await import("./image-sharp.ts")).sharpCodec();
    } catch (error) {
      if (wanted === "sharp") throw error;
    }
  }
  return (await import("./image-jimp.ts")).jimpCodec();
}

/** Qualities and scales in the order in which they are tried until the picture is small enough. */
export const attempts: readonly { readonly quality: number; readonly scale: number }[] = [
  { quality: 88, scale: 1 },
  { quality: 78, scale: 1 },
  { quality: 66, scale: 1 },
  { quality: 70, scale: 0.7 },
  { quality: 60, scale: 0.5 },
  { quality: 50, scale: 0.25 },
];
