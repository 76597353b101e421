import type { Worker } from "node:worker_threads";
import { startThread } from "./worker-thread.ts";

/** What a thread answers for each message that it got. */
export type Reply<Out> = { readonly done: Out } | { readonly error: string };

/** A thread for work that would block everybody: one job at a time, the others wait in line. */
export interface ThreadLine<In, Out> {
  /** Throws when the work fails, takes too long or too much memory. */
  run(job: In): Promise<Out>;
  close(): Promise<void>;
}

interface Job<Out> {
  resolve(value: Out): void;
  reject(error: Error): void;
}

/** `name` and `from` as in `startThread`. The thread is started for the first job and does not keep the process alive. */
export function threadLine<In, Out>(
  name: string,
  from: string,
  { timeoutMs, memoryMb }: { readonly timeoutMs: number; readonly memoryMb: number },
): ThreadLine<In, Out> {
  let thread: Worker | null = null;
  let job: Job<Out> | null = null;
  let line: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = startThread(name, from, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    started.on("message", (reply: Reply<Out>) => {
      if ("error" in reply) job?.reject(new Error(reply.error));
      else job?.resolve(reply.done);
    });
    started.on("error", giveUp);
    started.on("exit", () => {
      if (thread === started) giveUp(new Error(`${name} ended`));
    });
    return started;
  }

  /** A job that takes too long or too much memory costs the thread, not us. */
  function giveUp(error: Error): void {
    const old = thread;
    thread = null;
    void old?.terminate();
    job?.reject(error);
  }

  async function work(input: In): Promise<Out> {
    thread ??= start();
    const timer = setTimeout(() => giveUp(new Error("took too long")), timeoutMs);
    thread.ref();
    try {
      return await new Promise<Out>((resolve, reject) => {
        job = { resolve, reject };
        thread?.postMessage(input);
      });
    } finally {
      clearTimeout(timer);
      job = null;
      thread?.unref();
    }
  }

  return {
    run(input) {
      const turn = line.then(() => work(input));
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
