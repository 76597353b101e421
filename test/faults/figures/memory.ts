import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Bed } from "../bed.ts";
import { People } from "../people.ts";
import { trafficUntil } from "../traffic.ts";
import { type Figure, quantile } from "./figure.ts";

/** Memory of an instance and of the store while people keep them busy: the last quarter beside the second. */
export async function memory(minutes: number, chance: () => number): Promise<Figure> {
  const bed = await Bed.make({ instances: 1, chance });
  const people = new People(bed);
  const until = Date.now() + minutes * 60_000;
  const samples: { portal: number; store: number }[] = [];
  const sample = async () => {
    while (Date.now() < until) {
      await sleep(5_000);
      people.refresh();
      samples.push({ portal: megabytes(bed.instances[0]!.pid), store: megabytes(bed.store?.process.pid) });
    }
  };
  try {
    await Promise.all([sample(), trafficUntil({ bed, people, chance, until }, () => false, 6)]);
    const taken = people.told.filter(({ caseId }) => caseId !== null).length;
    const quarter = (at: number) =>
      samples.slice(Math.floor((samples.length * at) / 4), Math.floor((samples.length * (at + 1)) / 4));
    const middle = (at: number, of: "portal" | "store") =>
      quantile(
        quarter(at).map((one) => one[of]),
        0.5,
      );
    const growth = middle(3, "portal") / middle(1, "portal");
    return {
      what: `memory over ${minutes} minutes of load, ${taken} cases`,
      measured:
        `an instance ${middle(1, "portal").toFixed(0)} → ${middle(3, "portal").toFixed(0)} MB ` +
        `(second and last quarter), the store ${middle(1, "store").toFixed(0)} → ${middle(3, "store").toFixed(0)} MB`,
      ok: growth <= 1.15,
    };
  } finally {
    await bed.end();
  }
}

/** Resident memory, by Linux's own count. */
function megabytes(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}
