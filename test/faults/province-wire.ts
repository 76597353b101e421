import { createCipheriv, createDecipheriv, createHash } from "node:crypto";
import type { ProvinceSetup } from "./province.ts";

export type Header = Readonly<Record<string, string>>;
export type Body = Readonly<Record<string, unknown>> | "";

/** The envelope of 5.3 in its plain dialect (SM4-ECB, CRC over the plaintext), by OpenSSL and nothing of the product. */
export class Wire {
  readonly #key: Buffer;
  readonly #portalKey: Buffer;
  readonly #region: string;
  #count = 0;

  constructor({ key, portalKey, region }: Pick<ProvinceSetup, "key" | "portalKey" | "region">) {
    this.#key = Buffer.from(key, "hex");
    this.#portalKey = Buffer.from(portalKey, "hex");
    this.#region = region;
  }

  /** Opens what the portal sealed: a request of its or its answer. Throws at a wrong key or CRC. */
  open(raw: Buffer | string): { header: Header; body: Body } {
    const { Header: header, Body: body } = JSON.parse(raw.toString());
    if (body === "") return { header, body };
    const cipher = createDecipheriv("sm4-ecb", this.#portalKey, null);
    const text = Buffer.concat([cipher.update(body, "base64"), cipher.final()]).toString();
    if (crcOf(text) !== header.CRC) throw new Error("CRC");
    return { header, body: JSON.parse(text) };
  }

  answer(
    request: Header,
    code: string,
    message: string,
    body: Body,
    wrong: { serial: boolean; crc: boolean },
  ): string {
    const text = body === "" ? "" : JSON.stringify(body);
    const changed = { ReqType: "1", Token: "", Code: code, Message: message, CRC: crcOf(text) };
    const header: Record<string, string> = { ...request, ...changed };
    if (wrong.serial) header.SerialNum = `${this.#region}19990101${"0".repeat(18)}`;
    if (wrong.crc) header.CRC = "0".repeat(64);
    return JSON.stringify({ Header: header, Body: text && this.#sealed(text) });
  }

  /** A message of ours to the portal. */
  message(ipc: string, body: Body, serial: string, token: string): string {
    const text = body === "" ? "" : JSON.stringify(body);
    const header = {
      ...{ SerialNum: serial, SystemId: this.#region, Source: this.#region, Target: "999999", Channel: "2" },
      ...{ IPCType: ipc, ReqTime: stamp(new Date()), ReqType: "0", CRC: crcOf(text), Token: token },
      ...{ Code: "", Message: "" },
    };
    return JSON.stringify({ Header: header, Body: text && this.#sealed(text) });
  }

  nextSerial(): string {
    this.#count += 1;
    const number = `${Date.now()}${String(this.#count % 100_000).padStart(5, "0")}`;
    return `${this.#region}${stamp(new Date()).slice(0, 8)}${number.padStart(18, "0")}`;
  }

  #sealed(text: string): string {
    const cipher = createCipheriv("sm4-ecb", this.#key, null);
    return Buffer.concat([cipher.update(text, "utf8"), cipher.final()]).toString("base64");
  }
}

const crcOf = (text: string) => text && createHash("sm3").update(text).digest("hex").toUpperCase();

export function stamp(date: Date): string {
  const shanghai = new Date(date.getTime() + 8 * 3600_000);
  return shanghai.toISOString().replace(/\D/g, "").slice(0, 14);
}
