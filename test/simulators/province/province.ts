// One province: what its parts share.
import { randomBytes } from "node:crypto";
import type { Dialect } from "./dialects.ts";
import type { Home } from "./home.ts";
import type { Ledger } from "./ledger.ts";

/** up; down: the port is closed; hang: takes and never answers; mute: takes, keeps, cuts the line; rubbish: answers no JSON. */
export const moods = ["up", "down", "hang", "mute", "rubbish"] as const;
export type Mood = (typeof moods)[number];

export interface Province {
  readonly region: string;
  readonly name: string;
  readonly dialect: Dialect;
  readonly home: Home;
  readonly ledger: Ledger;
  /** The portal's live token at us; a restart kills it. */
  token: string | null;
  tokenKilledAt: number;
  mood: Mood;
  /** When the portal was last heard of, and when its heartbeat was. */
  heardAt: number | null;
  heartbeatAt: number | null;
}

export const newToken = (): string => randomBytes(32).toString("hex");

const names: Record<string, { name: string; org: string; dept: string }> = {
  "110000": { name: "北京市", org: "北京市交通委员会（模拟）", dept: "11110000MB0000001A" },
  "320000": { name: "江苏省", org: "江苏省交通运输厅（模拟）", dept: "11320000MB0000002B" },
  "440000": { name: "广东省", org: "广东省交通运输厅（模拟）", dept: "11440000MB0000003C" },
};

/** Name, deciding office and its credit code; invented where the region is not one of the three. */
export const officeOf = (region: string) =>
  names[region] ?? {
    name: `模拟省 ${region}`,
    org: `${region} 交通运输主管部门（模拟）`,
    dept: `11${region}MB0000009X`,
  };

/** Materials that a province has agreed to look up itself (6.3), by business: what its file on the portal's side says too. */
export const waivers: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "440000": { SQ1007: ["6"] },
};
