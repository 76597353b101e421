import { parentPort } from "node:worker_threads";
import { draw } from "./draw.ts";

parentPort?.on("message", async (document) => {
  try {
    parentPort?.postMessage({ done: await draw(document) });
  } catch (error) {
    parentPort?.postMessage({ error: (error as Error).message });
  }
});
