import { join } from "node:path";
import type { Bed } from "./bed.ts";
import { type Child, start } from "./child.ts";

/** One BFF of the campaign: `main.js` as it is built. It dies at failpoints and by kill, and is started again. */
export class Instance {
  readonly #bed: Bed;
  readonly #at: number;
  #child: Child | null = null;
  #starting: Promise<void> | null = null;
  /** Gives where its next life ends, `before-post:3`; null: it lives on. */
  #nextDeath: (() => string | null) | null = null;
  port = 0;
  /** Milliseconds by which its machine's clock is wrong, from its next start on. */
  skew = 0;
  /** Lives that ended, by where: a failpoint's name or `random`. */
  readonly deaths = new Map<string, number>();

  constructor(bed: Bed, at: number) {
    this.#bed = bed;
    this.#at = at;
  }

  get pid(): number | undefined {
    return this.#child?.process.pid;
  }

  /** From now on each life ends where `next` says, and another begins. */
  dieAt(next: () => string | null): void {
    this.#nextDeath = next;
    void this.kill();
  }

  /** Kills it at any moment, if it lives. */
  async kill(why = "random"): Promise<boolean> {
    const child = this.#child;
    if (child === null) return false;
    child.process.kill("SIGKILL");
    const how = await child.exited;
    if (how === "SIGKILL") this.#count(why);
    return true;
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.process.kill(name);
  }

  /** Up, and to live on. One that has a death before it is ended first. */
  async stayUp(): Promise<void> {
    const doomed = this.#nextDeath !== null;
    this.#nextDeath = null;
    await this.#starting;
    if (doomed) await this.kill("last");
    await this.start();
  }

  /** Stops for good, until `start`. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    child?.process.kill(signal);
    await child?.exited;
  }

  /** `death`: where this one life ends. */
  start(death: string | null = null): Promise<void> {
    if (this.#child !== null) return Promise.resolve();
    this.#starting ??= this.#begin(death ?? this.#nextDeath?.() ?? null).finally(() => {
      this.#starting = null;
    });
    return this.#starting;
  }

  async #begin(death: string | null): Promise<void> {
    const bed = this.#bed;
    const child = await start(join(bed.dist, "main.js"), [], {
      ...{
        log: bed.log(`portal-${this.#at}`),
        ready: /listening http:\/\/127\.0\.0\.1:(\d+)/,
        lapsed: bed.lapse.file,
      },
      env: {
        ...{
          MONGODB_URI: bed.storeUri(bed.storeLink),
          KEY_FILE: bed.keyFile,
          DEMO: "1",
        },
        ...{ DATA_DIR: join(bed.dir, "data"), CONFIG_DIR: join(bed.dir, "config"), PORT: "0" },
        LAPSE_SKEW: String(this.skew),
        ...(death !== null && { FAILPOINT: death }),
      },
    });
    this.#child = child;
    this.port = Number(child.said);
    void child.exited.then(() => {
      if (this.#child !== child) return;
      this.#child = null;
      if (death !== null && !child.process.killed) this.#count(death.split(":")[0]!);
      if (this.#nextDeath !== null) void this.start().catch((error) => bed.note(String(error)));
    });
  }

  #count(why: string): void {
    this.deaths.set(why, (this.deaths.get(why) ?? 0) + 1);
  }
}
