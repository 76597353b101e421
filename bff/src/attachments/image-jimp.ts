import { Worker } from "node:worker_threads";
import type { ImageCodec, Picture } from "./image-engine.ts";

type Reply = { bytes: Uint8Array; width: number; height: number } | { error: string };

/** jimp blocks for seconds, so it works in a thread of its own; one picture at a time, a minute at most. */
export function jimpCodec(timeoutMs = 60_000): ImageCodec {
  let worker: Worker | null = null;
  let line: Promise<unknown> = Promise.resolve();
  const start = () => {
    const file = import.meta.url.endsWith(".ts") ? "./jimp-worker.ts" : "./jimp-worker.js";
    worker = new Worker(new URL(file, import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    worker.unref();
    return worker;
  };
  const stop = async () => {
    const old = worker;
    worker = null;
    await old?.terminate();
  };
  const normalise = (bytes: Buffer) =>
    new Promise<Picture>((resolve, reject) => {
      const at = worker ?? start();
      const done = (settle: () => void) => {
        clearTimeout(timer);
        at.removeAllListeners();
        settle();
      };
      // A picture that takes too long or too much memory costs the thread, not us.
      const fail = (error: Error) => done(() => void stop().finally(() => reject(error)));
      const timer = setTimeout(() => fail(new Error("took too long")), timeoutMs);
      at.once("error", fail);
      at.once("exit", () => fail(new Error("the decoder ended")));
      at.once("message", (reply: Reply) =>
        done(() =>
          "error" in reply
            ? reject(new Error(reply.error))
            : resolve({ ...reply, bytes: Buffer.from(reply.bytes) }),
        ),
      );
      at.postMessage(bytes);
    });
  return {
    name: "jimp",
    normalise(bytes) {
      const turn = line.then(() => normalise(bytes));
      line = turn.catch(() => {});
      return turn;
    },
    close: stop,
  };
}
