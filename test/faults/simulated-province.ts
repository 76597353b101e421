import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bed } from "./bed.ts";
import { type Child, start } from "./child.ts";
import { Link } from "./link.ts";
import type { Manners, ProvinceSetup } from "./province.ts";
import { type Line, readJournal } from "./province-journal.ts";
import type { Waiting } from "./province-speaker.ts";

/** One province of the campaign as seen from outside: its process, its link, its journal. */
export class SimulatedProvince {
  readonly setup: ProvinceSetup & { readonly sm2PublicKey: string; readonly wrapped: string };
  readonly link: Link;
  readonly #bed: Bed;
  readonly #file: string;
  #child: Child | null = null;
  #port = 0;

  constructor(bed: Bed, file: string, setup: SimulatedProvince["setup"], chance: () => number) {
    this.#bed = bed;
    this.#file = file;
    this.setup = setup;
    this.link = new Link(() => this.#port, chance);
  }

  get region(): string {
    return this.setup.region;
  }

  async start(): Promise<void> {
    if (this.link.port === 0) await this.link.listen();
    const setup = join(this.#bed.dir, `${this.region}.setup`);
    writeFileSync(setup, JSON.stringify({ ...this.setup, port: this.#port }));
    this.#child = await start(this.#file, [setup], {
      ...{ log: this.#bed.log(this.region), ready: /listening (\d+)/ },
    });
    this.#port = Number(this.#child.said);
  }

  async kill(): Promise<void> {
    this.#child?.process.kill("SIGKILL");
    await this.#child?.exited;
  }

  /** What it hands over to the portal. */
  bundle() {
    const { account, sm2PublicKey, wrapped } = this.setup;
    const url = `http://127.0.0.1:${this.link.port}/exchange`;
    return { systemId: this.region, sm2PublicKey, sm4Key: wrapped, account, url };
  }

  behave(manners: Manners): Promise<string> {
    return this.#tell("manners", JSON.stringify(manners));
  }

  /** Somebody else logs in there with our account. */
  steal(): Promise<string> {
    return this.#tell("thief", "");
  }

  async waiting(): Promise<Waiting> {
    return JSON.parse(await this.#tell("waiting", "")) as Waiting;
  }

  lines(): Line[] {
    return readJournal(this.setup.journal);
  }

  async #tell(what: string, body: string): Promise<string> {
    const reply = await fetch(`http://127.0.0.1:${this.#port}/${what}`, { method: "POST", body });
    return reply.text();
  }
}
