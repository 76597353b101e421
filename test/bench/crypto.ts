// Sealing and opening a Body (SM3, SM4-ECB, base64, and back) beside the packages that do the same in JavaScript, and
// beside what `openssl speed` says this machine's OpenSSL can do at most.
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import smCrypto from "sm-crypto";
import * as smCryptoV2 from "sm-crypto-v2";
import { type BodyForm, openBody, sealBody } from "../../bff/src/exchange/sealed-body.ts";
import type { Bench, BenchRow } from "./row.ts";

/** Text → base64 and digest → text; throws when it is not the same again. */
type RoundTrip = (text: string) => void;

const key = randomBytes(16);
const keyHex = key.toString("hex");
const form: BodyForm = { sm4: { mode: "ecb" }, crcOver: "plaintext" };

const ours: RoundTrip = (text) => {
  const { body, crc } = sealBody(Buffer.from(text), key, form);
  same(text, Buffer.from(openBody(body, crc, [key], form)!).toString());
};

/** What gm-crypto has of types is none. */
interface GmCrypto {
  readonly SM3: { digest(text: string, from: string, to: string): string };
  readonly SM4: Record<"encrypt" | "decrypt", (text: string, key: string, options: object) => string>;
}
const gm: GmCrypto = createRequire(import.meta.url)("gm-crypto");

const asText = { output: "string" } as const;
const peers: Record<string, RoundTrip> = {
  "sm-crypto": (text) => {
    const [digest, body] = [smCrypto.sm3(text), base64(smCrypto.sm4.encrypt(text, keyHex))];
    const opened = smCrypto.sm4.decrypt(hex(body), keyHex);
    same(digest, smCrypto.sm3(opened));
    same(text, opened);
  },
  "sm-crypto-v2": (text) => {
    const [digest, body] = [smCryptoV2.sm3(text), base64(smCryptoV2.sm4.encrypt(text, keyHex, asText))];
    const opened = smCryptoV2.sm4.decrypt(hex(body), keyHex, asText);
    same(digest, smCryptoV2.sm3(opened));
    same(text, opened);
  },
  "gm-crypto": (text) => {
    const digest = gm.SM3.digest(text, "utf8", "hex");
    const body = gm.SM4.encrypt(text, keyHex, { inputEncoding: "utf8", outputEncoding: "base64" });
    const opened = gm.SM4.decrypt(body, keyHex, { inputEncoding: "base64", outputEncoding: "utf8" });
    same(digest, gm.SM3.digest(opened, "utf8", "hex"));
    same(text, opened);
  },
};

const sizes = { "1 KB": 1_024, "10 KB": 10_240, "10 MB": 10_485_760 };

export const bench: Bench = {
  title: "Sealing and opening a body",
  async run({ quick }) {
    const rows: BenchRow[] = [];
    for (const [size, bytes] of Object.entries(sizes)) {
      const name = `seal + open ${size}`;
      const text = `{"photo":"${"A".repeat(bytes - 12)}"}`;
      const limit = await opensslSpeed(bytes, quick);
      const [own, ...others] = speeds([ours, ...Object.values(peers)], text, quick ? 20 : 100) as [
        number,
        ...number[],
      ];
      const row = (peerName: string, peer: number, aim: string) =>
        rows.push({ name, ours: own, peer, unit: "MB/s", peerName, ratio: own / peer, aim });
      for (const [index, peer] of Object.keys(peers).entries()) row(peer, others[index] as number, "≥ 7");
      if (limit !== null) row("openssl speed", limit, "≥ 0.8");
    }
    return rows;
  },
};

/**
 * Megabytes of Body a second, there and back, of each: the median of nine turns of `span` ms, taken in turn, so that
 * whatever else the machine does meets all alike. Who takes more than a turn for one round trip gets a single one.
 */
function speeds(trips: readonly RoundTrip[], text: string, span: number): number[] {
  const runs = trips.map(() => [] as number[]);
  for (const trip of trips) rate(trip, text, span * 2); // until it is compiled
  for (let turn = 0; turn < 9; turn++)
    for (const [index, trip] of trips.entries())
      if (turn === 0 || (runs[index]?.[0] ?? 0) * span * 1_000 > text.length)
        runs[index]?.push(rate(trip, text, span));
  return runs.map((rates) => rates.sort((a, b) => a - b)[rates.length >> 1] as number);
}

/** In processor time, as `openssl speed` counts, so that other programs do not weigh on it. */
function rate(trip: RoundTrip, text: string, span: number): number {
  for (let times = 1; ; times *= 2) {
    const start = process.cpuUsage();
    for (let time = 0; time < times; time++) trip(text);
    const { user, system } = process.cpuUsage(start);
    if (user + system > span * 1_000) return (times * text.length) / (user + system);
  }
}

/** The speed of SM3 and SM4 one after the other, there and back, from the program's own figures; null without it. */
async function opensslSpeed(bytes: number, quick: boolean): Promise<number | null> {
  const figure = async (...args: string[]) => {
    const command = ["speed", "-mr", "-seconds", quick ? "1" : "3", "-bytes", String(bytes), ...args];
    const { stdout } = await promisify(execFile)("openssl", command);
    return Number(/^\+F:\d+:[^:]+:([\d.]+)$/m.exec(stdout)?.[1]) / 1e6;
  };
  try {
    const sm3 = await figure("-evp", "sm3");
    const seal = await figure("-evp", "sm4-ecb");
    const open = await figure("-decrypt", "-evp", "sm4-ecb");
    return 1 / (2 / sm3 + 1 / seal + 1 / open);
  } catch {
    process.stderr.write("openssl is not there: without its rows.\n");
    return null;
  }
}

function same(expected: string, found: string): void {
  if (expected !== found) throw new Error("a round trip does not give the same");
}
const base64 = (text: string) => Buffer.from(text, "hex").toString("base64");
const hex = (text: string) => Buffer.from(text, "base64").toString("hex");
