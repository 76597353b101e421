// The envelope, both ways: Body text → SM4 → base64, and the CRC that goes with it (5.3, 5.4).
import type { Dialect } from "./dialects.ts";
import { sm3, sm4Decrypt, sm4Encrypt } from "./sm.ts";

export interface Header {
  SerialNum: string;
  SystemId: string;
  Source: string;
  Target: string;
  Channel: string;
  IPCType: string;
  ReqTime: string;
  ReqType: string;
  CRC: string;
  Token: string;
  Code: string;
  Message: string;
}

export interface Envelope {
  Header: Header;
  Body: string;
}

type Wire = Pick<Dialect, "sm4" | "crcOver">;

/** Seals `text` (the Body's JSON, or "" for none) under our own key. */
export function seal(header: Omit<Header, "CRC">, text: string, key: string, wire: Wire): Envelope {
  if (text === "") return { Header: { ...header, CRC: "" }, Body: "" };
  const plain = Buffer.from(text, "utf8");
  const sealed = sm4Encrypt(plain, key, wire.sm4);
  return { Header: { ...header, CRC: crcOf(plain, sealed, wire) }, Body: sealed.toString("base64") };
}

export interface Opened {
  readonly text: string;
  /** What is wrong with key or CRC; `text` is "" then. */
  readonly fault: string | null;
  /** What is merely not as the protocol writes it. */
  readonly notes: readonly string[];
}

/** Opens a Body that the other side sealed under its key. Never throws. */
export function open({ Header, Body }: Envelope, key: string, wire: Wire): Opened {
  if (Body === "") return { text: "", fault: Header.CRC === "" ? null : "Body 为空而 CRC 不为空", notes: [] };
  const sealed = Buffer.from(Body, "base64");
  if (sealed.toString("base64") !== Body) return bad("Body 不是规范的 base64");
  let plain: Buffer;
  try {
    plain = sm4Decrypt(sealed, key, wire.sm4);
  } catch {
    return bad("Body 无法用约定的 SM4 密钥解开");
  }
  const crc = crcOf(plain, sealed, wire);
  if (crc !== Header.CRC.toUpperCase()) return bad("CRC 与报文体不符");
  const text = plain.toString("utf8");
  if (!Buffer.from(text, "utf8").equals(plain)) return bad("报文体不是 UTF-8");
  return { text, fault: null, notes: crc === Header.CRC ? [] : ["CRC 应为大写十六进制"] };
}

const bad = (fault: string): Opened => ({ text: "", fault, notes: [] });
const crcOf = (plain: Buffer, sealed: Buffer, { crcOver }: Wire) =>
  sm3(crcOver === "plaintext" ? plain : sealed);
