import { parentPort } from "node:worker_threads";
import type { Inspection } from "./judge.ts";
import { faultInOfd } from "./ofd.ts";
import { faultInPdf } from "./pdf.ts";

parentPort?.on("message", async ({ kind, bytes }: Inspection) => {
  try {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    parentPort?.postMessage({ done: kind === "pdf" ? await faultInPdf(file) : faultInOfd(file) });
  } catch (error) {
    parentPort?.postMessage({ error: (error as Error).message });
  }
});
