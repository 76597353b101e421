import { fitsFormat } from "shared-types/checks/date.ts";
import { type Answered, answerOf } from "./return-codes.ts";

/** Our own identifier: the portal. */
export const portal = "999999";

/** The message header of table 2; every element stands in it, "" where it has no value. */
export interface Header {
  readonly SerialNum: string;
  readonly SystemId: string;
  readonly Source: string;
  readonly Target: string;
  /** 1 internet, 2 office window, 3 kiosk. On receipt it proves nothing. */
  readonly Channel: string;
  readonly IPCType: string;
  /** YYYYMMDDhhmmss, Asia/Shanghai. */
  readonly ReqTime: string;
  readonly CRC: string;
  /** 0 request, 1 answer. */
  readonly ReqType: string;
  readonly Token: string;
  readonly Code: string;
  readonly Message: string;
}

/**
 * Whether a peer's id is a region of GB/T 2260 (or the Corps', 66), so that it is a province system. Other systems, as
 * the continuing-education platform, have six characters that are none.
 */
export function isProvince(id: string): boolean {
  return /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-6]|71|8[12])\d{4}$/.test(id);
}

interface RequestFields {
  readonly serial: string;
  readonly ipc: string;
  /** The peer's region. */
  readonly target: string;
  readonly token?: string;
  readonly channel?: string;
  readonly now?: Date;
}

/** The header of a request of ours; sealing fills in the CRC. */
export function requestHeader(fields: RequestFields): Header {
  return {
    SerialNum: fields.serial,
    SystemId: portal,
    Source: portal,
    Target: fields.target,
    Channel: fields.channel ?? "1",
    IPCType: fields.ipc,
    ReqTime: shanghaiTime(fields.now ?? new Date()),
    CRC: "",
    ReqType: "0",
    Token: fields.token ?? "",
    Code: "",
    Message: "",
  };
}

/** The header of our answer: the request's own, Source and Target too (as in the heartbeat samples), never its Token. */
export function answerHeader(request: Header, { code, message }: Answered): Header {
  return { ...request, CRC: "", ReqType: "1", Token: "", Code: code, Message: cut(message, 256) };
}

interface Rule {
  readonly fixed?: number;
  readonly max?: number;
  /** May be absent or "" (`?` in table 2; CRC of a message without Body). */
  readonly optional?: true;
  readonly format?: string;
}

const rules: Readonly<Record<keyof Header, Rule>> = {
  SerialNum: { max: 32 },
  SystemId: { fixed: 6 },
  Source: { fixed: 6 },
  Target: { fixed: 6 },
  Channel: { max: 2 },
  IPCType: { fixed: 6 },
  ReqTime: { fixed: 14, format: "YYYYMMDDhhmmss" },
  CRC: { fixed: 64, optional: true },
  ReqType: { fixed: 1 },
  Token: { max: 200, optional: true },
  Code: { fixed: 4, optional: true },
  Message: { max: 256, optional: true },
};

/** Checks a header as table 2 has it and fills absent elements with "". The first fault is the answer. */
export function readHeader(value: Readonly<Record<string, unknown>>): Header | Answered {
  for (const name of Object.keys(value))
    if (!Object.hasOwn(rules, name)) return answerOf("unknownElement", `Header.${cut(name, 40)}`);
  for (const [name, rule] of Object.entries(rules))
    if (!fits(value[name], rule)) return answerOf("wrong", `Header.${name}`);
  return headerOf(value);
}

/** As much of a header as can be made of anything, for an answer to what is no message. */
export function headerOf(value: Readonly<Record<string, unknown>>): Header {
  const text = (name: string, rule: Rule) => {
    const found = Object.hasOwn(value, name) ? value[name] : "";
    return typeof found === "string" && length(found) <= (rule.fixed ?? rule.max ?? 0) ? found : "";
  };
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, text(name, rule)]),
  ) as unknown as Header;
}

function fits(value: unknown, { fixed, max, optional, format }: Rule): boolean {
  if (value === undefined || value === "") return optional === true;
  if (typeof value !== "string" || (format !== undefined && !fitsFormat(value, format))) return false;
  const characters = length(value);
  return fixed === undefined ? characters <= (max ?? 0) : characters === fixed;
}

/** A moment as YYYYMMDDhhmmss in Asia/Shanghai (UTC+8, no summer time since 1992), whatever zone this machine has. */
export function shanghaiTime(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
}

function length(text: string): number {
  return text.length > 1_000 ? text.length : [...text].length;
}

function cut(text: string, most: number): string {
  return length(text) <= most ? text : [...text].slice(0, most).join("");
}
