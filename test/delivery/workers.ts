import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Failpoint } from "../../bff/src/exchange/failpoint.ts";
import type { Order } from "./worker.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Processes of worker.ts, bundled once: a start is then a third of what it is otherwise. */
export class Workers {
  readonly #dir = mkdtempSync(here("../../node_modules/.workers-"));
  readonly #file = join(this.#dir, "worker.mjs");
  readonly #running = new Set<ChildProcess>();

  async prepare(): Promise<this> {
    const form = {
      bundle: true,
      platform: "node",
      format: "esm",
      packages: "external",
      target: "node20",
    } as const;
    await build({
      ...form,
      entryPoints: [here("worker.ts")],
      outfile: this.#file,
      alias: { "shared-types": here("../../shared-types/src") },
    });
    return this;
  }

  /** Warms up a process that will die at its `n`th pass of a point. */
  warm(point: Failpoint, n = 1): ChildProcess {
    const env = { ...process.env, DEMO: "1", FAILPOINT: `${point}:${n}` };
    const child = fork(this.#file, { env, execArgv: [], stdio: ["ignore", "ignore", "inherit", "ipc"] });
    this.#running.add(child);
    return child;
  }

  /** Lets a warm process work until it dies; gives the signal that it died of. */
  async run(child: ChildProcess, order: Order): Promise<NodeJS.Signals | null> {
    const ended = once(child, "exit");
    child.send(order);
    const [, signal] = await ended;
    this.#running.delete(child);
    return signal;
  }

  close(): void {
    for (const child of this.#running) child.kill("SIGKILL");
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
