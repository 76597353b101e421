// A stand-in for the portal, to test a simulated province alone: bundles, a log-in, messages both ways.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Dialect } from "../simulators/province/dialects.ts";
import { type Envelope, type Header, open, seal } from "../simulators/province/envelope.ts";
import { newKeyPair, newSm4Key, unwrap, wrap } from "../simulators/province/sm.ts";
import { stamp } from "../simulators/province/times.ts";

export interface Got {
  readonly header: Header;
  readonly body: Record<string, Record<string, unknown>>;
}

export class PortalDouble {
  readonly received: Got[] = [];
  /** Decides the code of an answer; 0000 unless told. */
  answer: (got: Got) => string = () => "0000";
  token = "";
  private readonly keys = newKeyPair();
  private readonly ourKey = newSm4Key();
  private theirKey = "";
  private url = "";
  private count = 0;
  private readonly dialect: Dialect;
  private readonly region: string;
  private readonly server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    response.end(JSON.stringify(this.take(JSON.parse(Buffer.concat(parts).toString()))));
  });

  constructor(region: string, dialect: Dialect) {
    this.region = region;
    this.dialect = dialect;
  }

  /** Hands our bundle to the province in `dir` and takes its own. */
  async meet(dir: string): Promise<void> {
    if (!this.server.listening)
      await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const publicKey = readFileSync(join(dir, "public-key.txt"), "utf8").trim();
    const bundle = {
      systemId: "999999",
      sm2PublicKey: this.keys.publicKey,
      sm4Key: wrap(this.ourKey, publicKey, "raw"),
      account: { user: "province", password: "test" },
      url: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/exchange`,
    };
    rmSync(join(dir, "bundle.json"), { force: true });
    writeFileSync(join(dir, "portal.json"), JSON.stringify(bundle));
    const theirs = await until(
      () =>
        existsSync(join(dir, "bundle.json")) && JSON.parse(readFileSync(join(dir, "bundle.json"), "utf8")),
    );
    this.theirKey = unwrap(theirs.sm4Key, this.keys.privateKey);
    this.url = theirs.url;
    const answer = await this.send("YZ1001", theirs.account, { token: "" });
    this.token = (JSON.parse(answer.text) as { YZ1001: { token: string } }).YZ1001.token;
  }

  /** Sends `value` as the interface's content; `change` alters the finished envelope. */
  async send(
    ipc: string,
    value: object | "",
    options: { serial?: string; token?: string; change?: (envelope: Envelope) => unknown } = {},
  ) {
    const header = {
      SerialNum: options.serial ?? this.nextSerial(),
      SystemId: "999999",
      Source: "999999",
      Target: this.region,
      Channel: "1",
      IPCType: ipc,
      ReqTime: stamp(),
      ReqType: "0",
      Token: options.token ?? (ipc === "XT1001" ? "" : this.token),
      Code: "",
      Message: "",
    };
    const sealed = seal(
      header,
      value === "" ? "" : JSON.stringify({ [ipc]: value }),
      this.ourKey,
      this.dialect,
    );
    const body = JSON.stringify(options.change?.(sealed) ?? sealed);
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json;charset=utf-8" },
      body,
    });
    const answer = (await response.json()) as Envelope;
    return { ...answer.Header, text: open(answer, this.theirKey, this.dialect).text };
  }

  nextSerial = () => `${this.region}${stamp().slice(0, 8)}${String(++this.count).padStart(18, "0")}`;

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private take(envelope: Envelope): Envelope {
    const { text } = open(envelope, this.theirKey, this.dialect);
    const got: Got = { header: envelope.Header, body: text ? JSON.parse(text) : {} };
    if (!["XT1001", "YZ1001"].includes(got.header.IPCType)) this.received.push(got);
    const login = got.header.IPCType === "YZ1001" ? JSON.stringify({ YZ1001: { token: "t" } }) : "";
    return seal(
      { ...got.header, ReqType: "1", Token: "", Code: this.answer(got), Message: "成功" },
      login,
      this.ourKey,
      this.dialect,
    );
  }
}

/** Waits until `look` finds something; fails after a minute, so that a test ends. */
export async function until<T>(look: () => T | Promise<T>): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = await look();
    if (found) return found as NonNullable<Exclude<T, false>>;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error("nothing came");
}
