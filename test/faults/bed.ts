import { randomBytes } from "node:crypto";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import mongoose from "mongoose";
import { unwrapKey, wrapKey } from "../../bff/src/crypto/key-wrap.ts";
import { newKeyFile, readKeys } from "../../bff/src/crypto/keys.ts";
import { crypto } from "../../bff/src/crypto/provider.ts";
import { useKeys } from "../../bff/src/crypto/sealed.ts";
import { cases } from "../../bff/src/exchange/collections.ts";
import { exportPeer } from "../../bff/src/exchange/export-peer.ts";
import { importPeer } from "../../bff/src/exchange/import-peer.ts";
import { usePeers } from "../../bff/src/exchange/peers.ts";
import { connect } from "../../bff/src/store/connection.ts";
import { bundleProvince } from "./bundle.ts";
import { type Child, start } from "./child.ts";
import { Instance } from "./instance.ts";
import { Lapse } from "./lapse.ts";
import { Link } from "./link.ts";
import type { Power } from "./power.ts";
import type { ProvinceSetup } from "./province.ts";
import { SimulatedProvince } from "./simulated-province.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
export const regions = ["110000", "320000", "440000"] as const;

const fastest = 10;
/** A start takes 0.7 s where nothing else runs; where it takes longer, leases would run out for want of a processor. */
const rateFor = (startMs: number) => Math.min(fastest, Math.max(3, Math.round((fastest * 800) / startMs)));

export interface BedOptions {
  readonly instances: number;
  /** How fast the system's time runs; as fast as this machine can follow when not given. */
  readonly rate?: number;
  /** Where main.js and store.js stand; the real build when not given. */
  readonly dist?: string;
  /** For the store, once the system stands: with some faults it could not even be set up. */
  readonly storeEnv?: NodeJS.ProcessEnv;
  /** The machine's power goes with the store: what was not synced is lost. */
  readonly power?: Power;
  /** Any other MongoDB server, by its URI: it cannot be killed, and its time is the world's. */
  readonly server?: string;
  readonly chance: () => number;
}

/** A whole system to be hurt: a store, instances, three provinces, and a fault proxy on every link between them. */
export class Bed {
  readonly dir = mkdtempSync(join(tmpdir(), "faults-"));
  readonly instances: Instance[] = [];
  readonly provinces: SimulatedProvince[] = [];
  /** From people and provinces to each instance. */
  readonly doors: Link[] = [];
  readonly options: BedOptions;
  readonly lapse: Lapse;
  readonly keyFile = join(this.dir, "keys.json");
  /** Secrets that must never stand in the open. */
  readonly secrets: string[] = [];
  /** The folder stays, with all logs and journals, for somebody to look into. */
  keep = process.env.FAULTS_KEEP !== undefined;
  storeDeaths = 0;
  /** Words that stand before the store's command, from its next start on. */
  storeWithin: readonly string[] = [];
  storeLink!: Link;
  store?: Child;
  #storePort = 0;
  #built = false;
  #ended?: Promise<void>;
  readonly #database = `faults_${randomBytes(4).toString("hex")}`;

  private constructor(options: BedOptions) {
    this.options = options;
    const rate = options.server === undefined ? (options.rate ?? fastest) : 1;
    this.lapse = new Lapse(join(this.dir, "lapse.json"), rate);
    const { port } = new URL((options.server ?? "mongodb://127.0.0.1:0").replace(/^mongodb/, "http"));
    this.#storePort = Number(port || 27017);
  }

  static async make(options: BedOptions): Promise<Bed> {
    const bed = new Bed(options);
    try {
      await bed.#build();
      bed.#built = true;
      if (options.storeEnv !== undefined) {
        await bed.killStore();
        await bed.startStore();
      }
      return bed;
    } catch (error) {
      await bed.end();
      throw error;
    }
  }

  get dist(): string {
    return this.options.dist ?? join(root, "bff/dist");
  }

  /** The store past the proxy (ours), or through it (the instances'). */
  storeUri(through?: Link): string {
    const url = new URL((this.options.server ?? "mongodb://127.0.0.1").replace(/^mongodb/, "http"));
    url.hostname = through === undefined ? url.hostname : "127.0.0.1";
    url.port = String(through?.port ?? this.#storePort);
    url.pathname = `/${this.#database}`;
    // The driver would otherwise go to the address that the server names, past the proxy.
    url.searchParams.delete("replicaSet");
    url.searchParams.set("directConnection", "true");
    return url.href.replace(/^http/, "mongodb");
  }

  /**
   * Puts the system's time forward by so many milliseconds. A server that is not ours keeps its time: there all that is
   * due later becomes due now.
   */
  async forward(ms: number): Promise<void> {
    if (this.options.server === undefined) return this.lapse.forward(ms);
    const due = { "send.due": { $exists: true } };
    await cases().updateMany(due, { $set: { "send.due": new Date(0) } });
  }

  get storeFolder(): string {
    return join(this.dir, "store");
  }

  log(name: string): string {
    return join(this.dir, `${name}.log`);
  }

  /** Writes down what the campaign does, beside the logs of the others. */
  note(text: string): void {
    appendFileSync(this.log("campaign"), `${new Date().toISOString()} ${text}\n`);
  }

  async startStore(): Promise<void> {
    mkdirSync(this.storeFolder, { recursive: true });
    const args = ["--data", this.storeFolder, "--port", String(this.#storePort)];
    this.store = await start(join(this.dist, "store.js"), args, {
      ...{ log: this.log("store"), ready: /mongodb:\/\/127\.0\.0\.1:(\d+)/, lapsed: this.lapse.file },
      env: { ...(this.#built && this.options.storeEnv), ...this.options.power?.env },
      within: this.storeWithin,
    });
    this.#storePort = Number(this.store.said);
  }

  /** Ends the store as a power cut ends a process. */
  async killStore(): Promise<void> {
    this.storeDeaths += 1;
    this.store?.process.kill("SIGKILL");
    await this.store?.exited;
    if (this.options.power) await this.options.power.cut(join(this.storeFolder, "data.mdb"));
  }

  /** No mishap on any link, and every process up. */
  async heal(): Promise<void> {
    for (const link of [...this.doors, this.storeLink, ...this.provinces.map((one) => one.link)])
      link.weather = {};
    await Promise.all(this.provinces.map((one) => one.behave({})));
    await Promise.all(this.instances.map((one) => one.stayUp()));
  }

  /** Once, however often it is asked for. */
  end(): Promise<void> {
    this.#ended ??= this.#end();
    return this.#ended;
  }

  async #end(): Promise<void> {
    await Promise.all(this.instances.map((one) => one.kill()));
    for (const one of this.provinces) await one.kill();
    if (this.options.server !== undefined) await mongoose.connection.dropDatabase().catch(() => {});
    this.store?.process.kill("SIGKILL");
    await mongoose.disconnect().catch(() => {});
    await Promise.all(
      [...this.doors, this.storeLink, ...this.provinces.map((one) => one.link)].map((one) => one?.shut()),
    );
    if (this.keep) console.log(`logs and journals: ${this.dir}`);
    else rmSync(this.dir, { recursive: true, force: true });
  }

  async #build(): Promise<void> {
    const { chance, instances } = this.options;
    cpSync(join(root, "config"), join(this.dir, "config"), { recursive: true });
    for (const region of regions) this.#writeProvinceFile(region);
    writeFileSync(this.keyFile, newKeyFile(true), { mode: 0o600 });
    const province = await bundleProvince(this.dir);
    if (this.options.server === undefined) await this.startStore();
    this.storeLink = await new Link(() => this.#storePort, chance).listen();
    useKeys(readKeys(this.keyFile, true));
    usePeers({ provinceOf: () => undefined });
    await connect(this.storeUri());
    for (let at = 0; at < instances; at++) {
      const instance = new Instance(this, at);
      this.instances.push(instance);
      this.doors.push(await new Link(() => instance.port, chance).listen());
    }
    let started = 0;
    // The first makes the indexes; the others find them.
    for (const one of this.instances) {
      const begun = Date.now();
      await one.stayUp();
      started = Date.now() - begun;
    }
    if (this.options.rate === undefined && this.options.server === undefined)
      await this.lapse.setRate(rateFor(started));
    this.note(`an instance starts in ${started} ms, the time runs ${this.lapse.rate} times as fast`);
    for (const region of regions) {
      const one = new SimulatedProvince(this, province, await this.#introduce(region), chance);
      this.provinces.push(one);
      await one.start();
      await importPeer(region, one.bundle());
    }
  }

  /** Of the three, one answers repeats as it answered first; two refuse them, and only of one is that known. */
  #writeProvinceFile(region: string): void {
    const known = { dialect: { alreadyHave: [{ code: "1001", text: "重复" }] } };
    const file = { region, name: `省${region}`, ...(region === "320000" && known) };
    writeFileSync(join(this.dir, "config/provinces", `${region}.json`), JSON.stringify(file));
  }

  /** Exchanges keys as `npm run peer` does, and gives what the province is to know. */
  async #introduce(region: string): Promise<ProvinceSetup & { sm2PublicKey: string; wrapped: string }> {
    const pair = crypto.sm2.newKeyPair();
    const ours = await exportPeer(region, pair.publicKey, "http://127.0.0.1:1/exchange");
    const key = randomBytes(16);
    const account = { user: "portal", password: randomBytes(12).toString("hex") };
    const portalKey = unwrapKey(ours.sm4Key, pair.privateKey, "C1C3C2").toString("hex");
    this.secrets.push(account.password, ours.account.password, key.toString("hex"), portalKey);
    return {
      ...{ region, key: key.toString("hex"), portalKey, account, login: ours.account, port: 0 },
      journal: join(this.dir, `${region}.journal`),
      portals: this.doors.map(({ port }) => `http://127.0.0.1:${port}/exchange`),
      refusesRepeats: region !== "110000",
      sm2PublicKey: pair.publicKey,
      wrapped: wrapKey(key, ours.sm2PublicKey, { encoding: "raw", order: "C1C3C2" }),
    };
  }
}
