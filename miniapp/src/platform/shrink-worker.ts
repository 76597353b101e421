import { BadPhoto, type PhotoFault } from "./photo";
import { type Shrunk, shrink } from "./shrink-core";

export type WorkerReply = { ok: Shrunk } | { fault: PhotoFault };

const scope = self as unknown as { onmessage: unknown; postMessage(reply: WorkerReply): void };

scope.onmessage = async ({ data }: MessageEvent<Blob>) => {
  try {
    scope.postMessage({ ok: await shrink(data, ({ width, height }) => new OffscreenCanvas(width, height)) });
  } catch (error) {
    scope.postMessage({ fault: error instanceof BadPhoto ? error.fault : "broken" });
  }
};
