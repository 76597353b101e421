// One province of a campaign, a process of its own: writes to its journal before it answers, judges by businessSn, says
// what it decided again and again until the portal answers 0000. Starts from its journal when it was killed.
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Journal } from "./province-journal.ts";
import { Speaker } from "./province-speaker.ts";
import { type Body, type Header, Wire } from "./province-wire.ts";

/** What the campaign tells a province at its start, in a file. */
export interface ProvinceSetup {
  readonly region: string;
  readonly journal: string;
  /** SM4 keys in hex: ours, and the portal's for us. */
  readonly key: string;
  readonly portalKey: string;
  /** The portal's log-in at us; ours at the portal. */
  readonly account: { readonly user: string; readonly password: string };
  readonly login: { readonly user: string; readonly password: string };
  readonly portals: readonly string[];
  /** A repeat is answered 1001 重复 instead of 0000. */
  readonly refusesRepeats: boolean;
  readonly port: number;
}

/** Shares of messages that are treated so; steered by POST /manners. */
export interface Manners {
  readonly dropAnswer?: number;
  readonly hang?: number;
  readonly garbage?: number;
  readonly gzip?: number;
  readonly wrongSerial?: number;
  readonly wrongCrc?: number;
  readonly huge?: number;
  readonly notNow?: number;
  readonly unknownError?: number;
  readonly killToken?: number;
  readonly loseLogin?: number;
  /** Milliseconds before an answer. */
  readonly slow?: number;
  /** Feedback is doubled, disordered and late in this share. */
  readonly stammer?: number;
}

const setup = JSON.parse(readFileSync(process.argv[2]!, "utf8")) as ProvinceSetup;
const journal = new Journal(setup.journal);
const wire = new Wire(setup);
const speaker = new Speaker(setup, wire, journal);
let manners: Manners = {};
let token = "";

const strikes = (share: number | undefined) => share !== undefined && Math.random() < share;

interface Said {
  readonly code: string;
  readonly message?: string;
  readonly body?: Body;
}

function judge({ IPCType: ipc = "", SerialNum: serial = "", Token }: Header, body: Body): Said {
  if (ipc === "YZ1001") {
    const { user, password } = (body as Record<string, Record<string, string>>).YZ1001 ?? {};
    if (user !== setup.account.user || password !== setup.account.password) return { code: "0901" };
    token = randomBytes(16).toString("hex");
    journal.write({ t: "login", at: Date.now(), serial });
    return { code: "0000", body: { YZ1001: { token } } };
  }
  if (ipc === "XT1001") return { code: "0000" };
  if (strikes(manners.killToken)) token = "";
  if (token === "" || Token !== token) {
    journal.write({ t: "got", at: Date.now(), ipc, serial, sn: "", mark: "", code: "0004", effect: false });
    return { code: "0004", message: "令牌无效" };
  }
  const values = flat(body);
  const [sn, mark] = [values.businessSn ?? "", values.applyReason ?? ""];
  const keep = (code: string, effect: boolean) =>
    journal.write({ t: "got", at: Date.now(), ipc, serial, sn, mark, code, effect });
  const say = (code: string, message = "") => {
    keep(code, false);
    return { code, message };
  };
  if (strikes(manners.notNow)) return say("0003", "暂无数据");
  if (journal.taken.has(serial)) return setup.refusesRepeats ? say("1001", "数据重复") : say("0000");
  if (mark.includes("拒收")) return say("1001", "证件号与登记不符");
  const failing = strikes(manners.unknownError);
  if (failing && Math.random() < 0.5) return say("9999", "系统异常");
  keep(failing ? "9999" : "0000", true);
  speaker.onTaken(ipc, sn, values, strikes(manners.stammer));
  return { code: failing ? "9999" : "0000" };
}

/** All elements of a Body by name, whatever group they stand in; of a list the first. */
function flat(value: unknown): Record<string, string> {
  if (value === null || typeof value !== "object") return {};
  const found: Record<string, string> = {};
  for (const [name, one] of Object.entries(value))
    if (typeof one === "string") found[name] ??= one;
    else Object.assign(found, { ...flat(one), ...found });
  return found;
}

const server = createServer((request, response) => {
  void readAll(request).then(async (raw) => {
    if (request.url === "/manners") {
      manners = JSON.parse(raw.toString()) as Manners;
      return void response.end("ok");
    }
    if (request.url === "/thief") {
      token = randomBytes(16).toString("hex");
      return void response.end("ok");
    }
    if (request.url === "/waiting") return void response.end(JSON.stringify(speaker.waiting));
    const { header, body } = wire.open(raw);
    const loses = strikes(header.IPCType === "YZ1001" ? manners.loseLogin : manners.dropAnswer);
    if (strikes(manners.hang)) return;
    if (manners.slow) await new Promise((resolve) => setTimeout(resolve, manners.slow));
    const { code, message = "", body: said = "" } = judge(header, body);
    if (loses) return void request.socket.destroy();
    if (strikes(manners.garbage)) return void response.end("<html>维护中</html>");
    if (strikes(manners.huge)) return void response.end(Buffer.alloc(40 * 1024 * 1024, 32));
    if (strikes(manners.gzip)) response.setHeader("Content-Encoding", "gzip");
    const wrong = { serial: strikes(manners.wrongSerial), crc: strikes(manners.wrongCrc) };
    response.setHeader("Content-Type", "application/json");
    response.end(wire.answer(header, code, message, said, wrong));
  });
});

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

process.on("uncaughtException", () => {});
server.listen(setup.port, "127.0.0.1", () => {
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`);
  speaker.start();
});
