// The header of a message from the portal (table 2, 5.3) and the numbers that it or its Body carries.
import type { Header } from "./envelope.ts";
import { type Fault, fault } from "./fault.ts";
import { tableOf } from "./spec.ts";
import { isMoment } from "./times.ts";

const names = [
  "SerialNum",
  "SystemId",
  "Source",
  "Target",
  "Channel",
  "IPCType",
  "ReqTime",
  "ReqType",
  "CRC",
  "Token",
  "Code",
  "Message",
];
const portal = "999999";

/** Makes an envelope of parsed JSON, or says why there is none. */
export function headerOf(value: unknown): { header: Header; body: string } | null {
  if (typeof value !== "object" || value === null) return null;
  const { Header: header, Body: body } = value as { Header?: unknown; Body?: unknown };
  if (typeof header !== "object" || header === null || typeof body !== "string") return null;
  return names.every((name) => typeof (header as Record<string, unknown>)[name] === "string")
    ? { header: header as Header, body }
    : null;
}

export function checkHeader(header: Header, region: string, extra: readonly string[]): Fault[] {
  const rows: [boolean, string, string][] = [
    [
      /^\d{32}$/.test(header.SerialNum) && isMoment(header.SerialNum.slice(6, 14)),
      "SerialNum",
      "应为行政区划代码 + 日期 + 18 位序列号",
    ],
    [header.SerialNum.startsWith(region), "SerialNum", `应以 ${region} 开头`],
    [header.SystemId === portal, "SystemId", `应为 ${portal}`],
    [header.Source === portal, "Source", `应为 ${portal}`],
    [header.Target === region, "Target", `应为 ${region}`],
    [["1", "3"].includes(header.Channel), "Channel", "应为 1 或 3"],
    [header.ReqTime.length === 14 && isMoment(header.ReqTime), "ReqTime", "应为 YYYYMMDDhhmmss"],
    [header.ReqType === "0", "ReqType", "请求应为 0"],
    [header.CRC === "" || /^[0-9a-fA-F]{64}$/.test(header.CRC), "CRC", "应为 64 位十六进制"],
    [header.Token.length <= 200, "Token", "不应超过 200 个字符"],
    [header.Code === "" && header.Message === "", "Code", "请求不应带返回码或返回信息"],
    [header.IPCType !== "YZ1001" || header.Token === "", "Token", "身份验证不应带令牌"],
    [extra.length === 0, extra.join(","), "消息头中有多余的元素"],
  ];
  return rows.filter(([good]) => !good).map(([, name, words]) => fault(`Header.${name}`, words));
}

export const extraNames = (header: Header): string[] =>
  Object.keys(header).filter((name) => !names.includes(name));

/** May the portal send this interface to a province? */
export const isForUs = (ipc: string): boolean =>
  ["portal->province", "both"].includes(tableOf(ipc)?.direction ?? "");

/** B.1: region 6 + office 3 + day + 7 digits; the region lies in this province, or is the portal's own. */
export function checkBusinessSn(sn: string, region: string, path: string): Fault[] {
  if (!/^\d{24}$/.test(sn)) return [fault(path, "应为 24 位数字（附录 B.1）")];
  const faults: Fault[] = [];
  if (!isMoment(sn.slice(9, 17))) faults.push(fault(path, "第 10 至 17 位应为日期（附录 B.1）"));
  if (!sn.startsWith(region.slice(0, 2)) && !sn.startsWith(portal))
    faults.push(fault(path, "行政区划代码不属于本省（附录 B.1）"));
  return faults;
}
