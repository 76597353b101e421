// One thread of many histories: gets a first seed and a count, says how many faults there were and which seeds went wrong.
import { parentPort } from "node:worker_threads";
import { history } from "./history.ts";
import type { Asked, Ran } from "./many.ts";
import { withMutation } from "./mutations.ts";

parentPort?.on("message", ({ seed, runs, mutation }: Asked) => {
  const ran: Ran = { runs, faults: 0, red: [] };
  const rules = mutation === undefined ? undefined : withMutation(mutation);
  for (let run = 0; run < runs; run++) {
    const one = history(seed + run, rules && { rules });
    ran.faults += one.faults.length;
    if (one.violations.length > 0) ran.red.push(seed + run);
  }
  parentPort?.postMessage(ran);
});
