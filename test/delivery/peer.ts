import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { unwrapKey, wrapKey } from "../../bff/src/crypto/key-wrap.ts";
import { crypto } from "../../bff/src/crypto/provider.ts";
import { keysInUse } from "../../bff/src/crypto/sealed.ts";
import { type Bundle, exportPeer } from "../../bff/src/exchange/export-peer.ts";
import { importPeer } from "../../bff/src/exchange/import-peer.ts";

export type Body = Record<string, Record<string, unknown>> | "";
type Header = Record<string, string>;

export interface Received {
  readonly header: Header;
  readonly body: Body;
}

interface Answer {
  readonly code: string;
  readonly message?: string;
  readonly body?: Body;
}

/** How a peer treats one message: an answer, an HTTP text of its own, silence, or a cut connection. */
export type Treatment = Answer | { readonly status: number; readonly text: string } | "hang" | "cut";

/** A small province system that seals by itself (SM4-ECB, CRC over the plaintext) and remembers before it answers. */
export class TestPeer {
  readonly received: Received[] = [];
  /** What to do with a message that its token allows; asked after it is remembered. */
  treat: (message: Received) => Treatment = () => ({ code: "0000" });
  token = "";
  logIns = 0;
  /** How to treat a log-in. */
  treatLogIn: () => Treatment | null = () => null;
  url = "";
  account = { user: "", password: "" };
  readonly region: string;
  #key = randomBytes(16);
  #formerKey = this.#key;
  readonly #pair = crypto.sm2.newKeyPair();
  #portalKey: Buffer = Buffer.alloc(16);
  #server: Server | null = null;
  #serials = 0;

  constructor(region: string) {
    this.region = region;
  }

  /** Listens, and makes itself known to the portal as `npm run peer` does. */
  async join(port = 0): Promise<this> {
    await this.listen(port);
    this.take(await this.bundle());
    await this.#handOver();
    return this;
  }

  /** What the portal makes for it, as `npm run peer -- export` does. */
  bundle({ rotate = false } = {}): Promise<Bundle> {
    return exportPeer(this.region, this.#pair.publicKey, "http://127.0.0.1:1/exchange", { rotate });
  }

  /** Goes by that bundle from here on; what it had before is forgotten. */
  take(ours: Bundle): void {
    this.#portalKey = unwrapKey(ours.sm4Key, this.#pair.privateKey, "C1C3C2");
    this.account = ours.account;
  }

  /** Makes itself a new key and hands it over. */
  async rekey(): Promise<void> {
    this.#formerKey = this.#key;
    this.#key = randomBytes(16);
    await this.#handOver();
  }

  async #handOver(): Promise<void> {
    await importPeer(this.region, {
      systemId: this.region,
      sm2PublicKey: this.#pair.publicKey,
      sm4Key: wrapKey(this.#key, keysInUse().sm2.publicKey, { encoding: "raw", order: "C1C3C2" }),
      account: { user: "portal", password: "对端口令" },
      url: this.url,
    });
  }

  async listen(port = 0): Promise<void> {
    const server = createServer((request, response) => {
      void readAll(request).then((raw) => {
        const { header, body } = this.#read(raw);
        const treatment = body === null ? unread : this.#judge({ header, body });
        if (treatment === "cut") request.socket.destroy();
        else if (treatment !== "hang") {
          const answer =
            "text" in treatment ? treatment : { status: 200, text: this.#answer(header, treatment) };
          response.writeHead(answer.status, { "Content-Type": "application/json" }).end(answer.text);
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
  }

  of(ipc: string): Received[] {
    return this.received.filter(({ header }) => header.IPCType === ipc);
  }

  /** A message of ours to the portal, as its bytes. `former`: sealed with the key before this one. */
  message(ipc: string, body: Body, header: Header = {}, { former = false } = {}): Buffer {
    this.#serials += 1;
    const text = body === "" ? "" : JSON.stringify(body);
    const whole = {
      SerialNum: `${this.region}20261123${String(this.#serials).padStart(18, "0")}`,
      ...{ SystemId: this.region, Source: this.region, Target: "999999", Channel: "2", IPCType: ipc },
      ...{ ReqTime: "20261123093000", CRC: crcOf(text), ReqType: "0", Token: "", Code: "", Message: "" },
      ...header,
    };
    const key = former ? this.#formerKey : this.#key;
    return Buffer.from(JSON.stringify({ Header: whole, Body: text && sealed(text, key) }));
  }

  /** Opens what the portal sealed: a request of its or its answer. */
  open(raw: Buffer | string): Received {
    const { Header: header, Body: body } = JSON.parse(raw.toString());
    if (body === "") return { header, body };
    const cipher = createDecipheriv("sm4-ecb", this.#portalKey, null);
    const text = Buffer.concat([cipher.update(body, "base64"), cipher.final()]).toString();
    if (crcOf(text) !== header.CRC) throw new Error("CRC");
    return { header, body: JSON.parse(text) };
  }

  #read(raw: Buffer): { header: Header; body: Body | null } {
    try {
      return this.open(raw);
    } catch {
      return { header: JSON.parse(raw.toString()).Header, body: null };
    }
  }

  #judge(message: Received): Treatment {
    this.received.push(message);
    const { IPCType, Token } = message.header;
    if (IPCType === "YZ1001") {
      this.logIns += 1;
      this.token = randomBytes(8).toString("hex");
      return this.treatLogIn() ?? { code: "0000", body: { YZ1001: { token: this.token } } };
    }
    if (IPCType !== "XT1001" && Token !== this.token) return { code: "0004" };
    return this.treat(message);
  }

  #answer(request: Header, { code, message = "", body = "" }: Answer): string {
    const text = body === "" ? "" : JSON.stringify(body);
    const changed = { ReqType: "1", Token: "", Code: code, Message: message, CRC: crcOf(text) };
    return JSON.stringify({ Header: { ...request, ...changed }, Body: text && sealed(text, this.#key) });
  }
}

const unread: Answer = { code: "1001", message: "Body不能解密" };

function sealed(text: string, key: Buffer): string {
  const cipher = createCipheriv("sm4-ecb", key, null);
  return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
}

function crcOf(text: string): string {
  return text && createHash("sm3").update(text).digest("hex").toUpperCase();
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
