import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Bed } from "../bed.ts";
import { People } from "../people.ts";
import { trafficUntil } from "../traffic.ts";
import { type Figure, quantile } from "./figure.ts";

/** Megabytes. The store's file is mapped: what of it is in memory counts as its own, and the system takes it back at need. */
interface Sample {
  readonly portal: number;
  readonly store: number;
  readonly mapped: number;
}

/** Memory of an instance and of the store while people keep them busy: the last quarter beside the second. */
export async function memory(minutes: number, chance: () => number): Promise<Figure> {
  const bed = await Bed.make({ instances: 1, chance });
  const people = new People(bed);
  const until = Date.now() + minutes * 60_000;
  const samples: Sample[] = [];
  const sample = async () => {
    while (Date.now() < until) {
      await sleep(5_000);
      people.refresh();
      const store = bed.store?.process.pid;
      samples.push({
        portal: megabytes(bed.instances[0]!.pid, "VmRSS"),
        store: megabytes(store, "RssAnon"),
        mapped: megabytes(store, "VmRSS") - megabytes(store, "RssAnon"),
      });
    }
  };
  try {
    await Promise.all([sample(), trafficUntil({ bed, people, chance, until }, () => false, 6)]);
    const taken = people.told.filter(({ caseId }) => caseId !== null).length;
    const middle = (quarter: number, of: keyof Sample) => {
      const edge = (at: number) => Math.floor((samples.length * at) / 4);
      const some = samples.slice(edge(quarter), edge(quarter + 1));
      return quantile(
        some.map((one) => one[of]),
        0.5,
      );
    };
    const growth = (of: keyof Sample) => `${middle(1, of).toFixed(0)} → ${middle(3, of).toFixed(0)} MB`;
    const isFlat = (of: keyof Sample) => middle(3, of) <= 1.15 * middle(1, of);
    return {
      what: `memory over ${minutes} minutes of load, ${taken} cases`,
      measured:
        `second and last quarter: an instance ${growth("portal")}, the store ${growth("store")}, ` +
        `of its file in memory ${growth("mapped")}`,
      ok: isFlat("portal") && isFlat("store"),
    };
  } finally {
    await bed.end();
  }
}

/** Resident memory, by Linux's own count. */
function megabytes(pid: number | undefined, kind: "VmRSS" | "RssAnon"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${kind}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024;
}
