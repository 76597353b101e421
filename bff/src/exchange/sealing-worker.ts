import { parentPort } from "node:worker_threads";
import { type BodyForm, openBody, sealBody } from "./sealed-body.ts";

/** One large Body to seal or to open, off the event loop. */
export type Work =
  | { readonly act: "seal"; readonly plain: Uint8Array; readonly key: Uint8Array; readonly form: BodyForm }
  | {
      readonly act: "open";
      readonly body: string;
      readonly crc: string;
      readonly keys: readonly Uint8Array[];
      readonly form: BodyForm;
    };

parentPort?.on("message", ({ id, work }: { id: number; work: Work }) => {
  try {
    parentPort?.postMessage({ id, result: perform(work) });
  } catch (error) {
    parentPort?.postMessage({ id, fault: (error as Error).message });
  }
});

function perform(work: Work) {
  if (work.act === "seal") return sealBody(work.plain, work.key, work.form);
  return openBody(work.body, work.crc, work.keys, work.form);
}
