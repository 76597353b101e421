// One thread of many histories: gets a first seed and a count, says how many faults there were and which seeds went wrong.
import { parentPort } from "node:worker_threads";
import { history } from "./history.ts";
import type { Asked, Ran } from "./many.ts";

parentPort?.on("message", ({ seed, runs }: Asked) => {
  const ran: Ran = { runs, faults: 0, red: [] };
  for (let run = 0; run < runs; run++) {
    const one = history(seed + run);
    ran.faults += one.faults.length;
    if (one.violations.length > 0) ran.red.push(seed + run);
  }
  parentPort?.postMessage(ran);
});
