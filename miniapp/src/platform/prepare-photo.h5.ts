import { BadPhoto, type Picked, type Ready } from "./photo";
import { type Shrunk, shrink } from "./shrink-core";
import type { WorkerReply } from "./shrink-worker";

/** Upright, without EXIF, small enough, judged; in a worker, so that the page stays alive. @throws BadPhoto */
export async function preparePhoto({ name, source }: Picked): Promise<Ready> {
  const file = source as File;
  const inWorker = typeof Worker !== "undefined" && typeof OffscreenCanvas !== "undefined";
  const { blob, width, height, hints } = inWorker ? await byWorker(file) : await shrink(file, pageCanvas);
  const jpegName = `${name.replace(/\.\w+$/, "")}.jpg`;
  return {
    name: jpegName,
    bytes: blob.size,
    width,
    height,
    source: blob,
    preview: URL.createObjectURL(blob),
    hints,
  };
}

function pageCanvas(size: { width: number; height: number }) {
  return Object.assign(document.createElement("canvas"), size);
}

function byWorker(file: File): Promise<Shrunk> {
  const worker = new Worker(
    new URL(/* webpackChunkName: "photo-worker" */ "./shrink-worker.ts", import.meta.url),
  );
  return new Promise<Shrunk>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<WorkerReply>) =>
      "ok" in data ? resolve(data.ok) : reject(new BadPhoto(data.fault));
    // The worker could not start (an old browser, a strict setting): the page does it.
    worker.onerror = () => resolve(shrink(file, pageCanvas));
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
