import { parentPort } from "node:worker_threads";
import { Jimp, JimpMime } from "jimp";
import { attempts, mostOut } from "./image-engine.ts";

parentPort?.on("message", async (bytes: Uint8Array) => {
  try {
    parentPort?.postMessage({ done: await normalise(Buffer.from(bytes)) });
  } catch (error) {
    parentPort?.postMessage({ error: (error as Error).message });
  }
});

/** Decoded (turned upright by jimp), laid on white, encoded again: what is left is pixels only. */
async function normalise(bytes: Buffer) {
  const decoded = await Jimp.fromBuffer(bytes, {
    "image/jpeg": { maxMemoryUsageInMB: 1024, tolerantDecoding: false },
  });
  const { width, height } = decoded.bitmap;
  const page = new Jimp({ width, height, color: 0xffffffff }).composite(decoded);
  for (const { quality, scale } of attempts) {
    if (scale < 1) page.resize({ w: Math.ceil(width * scale) });
    const data = await page.getBuffer(JimpMime.jpeg, { quality });
    if (data.length <= mostOut) return { bytes: data, width: page.bitmap.width, height: page.bitmap.height };
  }
  throw new Error("cannot be made small enough");
}
