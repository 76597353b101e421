import { availableParallelism } from "node:os";
import type { Worker } from "node:worker_threads";
import { startThread } from "../worker-thread.ts";
import { ByteGate } from "./byte-gate.ts";
import { type BodyForm, openBody, type SealedBody, sealBody } from "./sealed-body.ts";
import type { Work } from "./sealing-worker.ts";

/** Up to this many bytes are sealed on the spot (about 4 ms); larger ones in a worker thread. */
const onTheSpot = 256 * 1024;
/** Bytes of large Bodies in work at once: each is held in several copies meanwhile. */
const gate = new ByteGate(64 * 1024 * 1024);

interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, { resolve(result: unknown): void; reject(error: Error): void }>;
}

let threads: Thread[] = [];
let last = 0;

/** `sealBody`, without holding up the event loop for a large Body. */
export async function sealAnySize(plain: Buffer, key: Buffer, form: BodyForm): Promise<SealedBody> {
  if (plain.length <= onTheSpot) return sealBody(plain, key, form);
  return aside<SealedBody>(plain.length, { act: "seal", plain, key, form });
}

/** `openBody`, without holding up the event loop for a large Body. */
export async function openAnySize(
  body: string,
  crc: string,
  keys: readonly Buffer[],
  form: BodyForm,
): Promise<Buffer | null> {
  if (body.length <= onTheSpot) {
    const plain = openBody(body, crc, keys, form);
    return plain && Buffer.from(plain.buffer, plain.byteOffset, plain.length);
  }
  const plain = await aside<Uint8Array | null>(body.length, { act: "open", body, crc, keys, form });
  return plain && Buffer.from(plain.buffer, plain.byteOffset, plain.length);
}

/** Ends the threads; what is still in work fails. The next large Body starts new ones. */
export async function stopSealing(): Promise<void> {
  const ending = threads;
  threads = [];
  await Promise.all(ending.map(({ worker }) => worker.terminate()));
}

async function aside<T>(bytes: number, work: Work): Promise<T> {
  const leave = await gate.enter(bytes);
  try {
    const thread = leastBusy();
    return await new Promise<T>((resolve, reject) => {
      const id = ++last;
      // While work is under way the thread keeps the process alive, idle it does not.
      thread.worker.ref();
      thread.waiting.set(id, { resolve: resolve as (result: unknown) => void, reject });
      thread.worker.postMessage({ id, work });
    });
  } finally {
    leave();
  }
}

function leastBusy(): Thread {
  const most = Math.max(1, Math.min(4, availableParallelism() - 1));
  const idle = threads.find(({ waiting }) => waiting.size === 0);
  if (idle) return idle;
  if (threads.length < most) return newThread();
  return threads.reduce((a, b) => (b.waiting.size < a.waiting.size ? b : a));
}

function newThread(): Thread {
  const worker = startThread("sealing-worker", import.meta.url);
  const thread: Thread = { worker, waiting: new Map() };
  worker.on("message", ({ id, result, fault }) => {
    const job = thread.waiting.get(id);
    thread.waiting.delete(id);
    if (thread.waiting.size === 0) worker.unref();
    if (fault === undefined) job?.resolve(result);
    else job?.reject(new Error(`sealing failed: ${fault}`));
  });
  const gone = (error: unknown) => {
    threads = threads.filter((other) => other !== thread);
    for (const { reject } of thread.waiting.values())
      reject(error instanceof Error ? error : new Error("the sealing thread ended"));
    thread.waiting.clear();
  };
  worker.on("error", gone);
  worker.on("exit", gone);
  threads.push(thread);
  return thread;
}
