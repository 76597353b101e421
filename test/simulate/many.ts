import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";

export interface Asked {
  readonly seed: number;
  readonly runs: number;
}

export interface Watched {
  readonly threads?: number;
  /** Hears after each piece how many histories are done. */
  readonly onPiece?: (done: number) => void;
}

export interface Ran {
  runs: number;
  faults: number;
  /** Seeds whose history broke an invariant. */
  red: number[];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const piece = 500;

/**
 * Runs histories `seed`, `seed + 1`, … on all cores, until `runs` are done or one went wrong; the smallest red seed
 * comes first. Bundled once: a thread that transpiles for itself is half as fast.
 */
export async function runMany(
  { seed, runs }: Asked,
  { threads = cores(), onPiece = () => {} }: Watched = {},
): Promise<Ran> {
  const dir = mkdtempSync(here("../../node_modules/.simulate-"));
  const file = join(dir, "worker.mjs");
  try {
    await build({
      ...({ bundle: true, platform: "node", format: "esm", target: "node20" } as const),
      entryPoints: [here("worker.ts")],
      outfile: file,
      alias: { "shared-types": here("../../shared-types/src") },
    });
    const total: Ran = { runs: 0, faults: 0, red: [] };
    let next = 0;
    const take = (): Asked | null => {
      if (next >= runs || total.red.length > 0) return null;
      const asked = { seed: seed + next, runs: Math.min(piece, runs - next) };
      next += asked.runs;
      return asked;
    };
    await Promise.all(Array.from({ length: threads }, () => thread(file, take, total, onPiece)));
    total.red.sort((a, b) => a - b);
    return total;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const cores = () => Math.min(8, availableParallelism());

function thread(
  file: string,
  take: () => Asked | null,
  total: Ran,
  onPiece: (done: number) => void,
): Promise<void> {
  const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: 64 } });
  return new Promise<void>((resolve, reject) => {
    const go = () => {
      const asked = take();
      if (asked === null) resolve();
      else worker.postMessage(asked);
    };
    worker.on("error", reject);
    worker.on("message", ({ runs, faults, red }: Ran) => {
      total.runs += runs;
      total.faults += faults;
      total.red.push(...red);
      onPiece(total.runs);
      go();
    });
    go();
  }).finally(() => worker.terminate());
}
