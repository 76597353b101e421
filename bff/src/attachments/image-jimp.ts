import type { Worker } from "node:worker_threads";
import { startThread } from "../worker-thread.ts";
import type { ImageCodec, Picture } from "./image-engine.ts";

type Reply = { bytes: Uint8Array; width: number; height: number } | { error: string };

interface Job {
  resolve(picture: Picture): void;
  reject(error: Error): void;
}

/** jimp blocks for seconds, so it works in a thread of its own; one picture at a time, a minute at most. */
export function jimpCodec(timeoutMs = 60_000): ImageCodec {
  let thread: Worker | null = null;
  let job: Job | null = null;
  let line: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = startThread("jimp-worker", import.meta.url, {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    started.on("message", (reply: Reply) => {
      if ("error" in reply) job?.reject(new Error(reply.error));
      else job?.resolve({ ...reply, bytes: Buffer.from(reply.bytes) });
    });
    started.on("error", giveUp);
    started.on("exit", () => {
      if (thread === started) giveUp(new Error("the decoder ended"));
    });
    return started;
  }

  /** A picture that takes too long or too much memory costs the thread, not us. */
  function giveUp(error: Error): void {
    const old = thread;
    thread = null;
    void old?.terminate();
    job?.reject(error);
  }

  async function work(bytes: Buffer): Promise<Picture> {
    thread ??= start();
    const timer = setTimeout(() => giveUp(new Error("took too long")), timeoutMs);
    thread.ref();
    try {
      return await new Promise<Picture>((resolve, reject) => {
        job = { resolve, reject };
        thread?.postMessage(bytes);
      });
    } finally {
      clearTimeout(timer);
      job = null;
      thread?.unref();
    }
  }

  return {
    name: "jimp",
    normalise(bytes) {
      const turn = line.then(() => work(bytes));
      line = turn.catch(() => {});
      return turn;
    },
    async close() {
      const old = thread;
      thread = null;
      await old?.terminate();
    },
  };
}
