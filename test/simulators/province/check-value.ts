// One value against its row of the table: type, length in characters, code list, date.
import { type Fault, fault } from "./fault.ts";
import { listOf, type Row } from "./spec.ts";
import { isMoment } from "./times.ts";

/** `ipc` and `businessSn` are needed where a row means something else in one interface (SQ1011's file names). */
export function checkValue(row: Row, value: unknown, path: string, ipc: string): Fault[] {
  if (value === "") {
    const optional = row.cardinality === "?" || row.cardinality === "*";
    return [fault(path, optional ? "没有值的可选元素应省略，不应为空串" : "必填元素为空")];
  }
  if (row.type === "number") return typeof value === "number" ? [] : [fault(path, "应为数值")];
  if (typeof value !== "string") return [fault(path, "应为字符串")];
  if (isBinary(row)) return ipc === "SQ1011" ? [] : checkPicture(value, path);
  return [...checkLength(row, value, path), ...checkCode(row, value, path), ...checkDate(row, value, path)];
}

// The table of SQ1012 calls the same element text.
const isBinary = (row: Row) => row.type === "binary" || row.name === "base64Binary";

function checkLength(row: Row, value: string, path: string): Fault[] {
  if (!row.length) return [];
  const [kind, limit] = [row.length[0], Number(row.length.slice(1))];
  const length = [...value].length;
  // F2 over a list of one digit (cancelType, B.12): the list decides.
  if (kind === "F" && limit !== length && !allowed(row))
    return [fault(path, `长度应为 ${limit}，实为 ${length}`)];
  return length > limit && limit > 0 ? [fault(path, `长度不应超过 ${limit}，实为 ${length}`)] : [];
}

function checkCode(row: Row, value: string, path: string): Fault[] {
  const list = allowed(row);
  if (!list) return [];
  const wrong = value.split(",").find((part) => !(part in list));
  return wrong === undefined ? [] : [fault(path, `代码“${wrong}”不在值域内`)];
}

function checkDate(row: Row, value: string, path: string): Fault[] {
  return /格式：YYYY/.test(row.note ?? "") && !isMoment(value) ? [fault(path, "不是存在的日期或时间")] : [];
}

// GB/T 2261.1 is cited by a detour (JT/T 697.7); its four values are not in doubt.
const sex = { "0": "未知", "1": "男", "2": "女", "9": "未说明" };

/** Values that the row's note lists itself or cites from Appendix B. */
function allowed(row: Row): Record<string, string> | null {
  if (row.name === "sex") return sex;
  const note = row.note ?? "";
  const cited = /见附录B\.(\d+)/.exec(note);
  if (cited) return listOf(cited[1]!);
  const inline = [...note.matchAll(/^(\d)[：:、]\s*([^；;\n]+)/gm)].map(([, code, name]) => [code!, name!]);
  return inline.length > 1 ? Object.fromEntries(inline) : null;
}

const limit = 1_000_000;

function checkPicture(value: string, path: string): Fault[] {
  const bytes = Buffer.from(value, "base64");
  if (bytes.toString("base64") !== value) return [fault(path, "不是规范的 base64")];
  if (bytes.length > limit) return [fault(path, `附件有 ${bytes.length} 字节，超过 ${limit}`)];
  return isJpeg(bytes) || isPng(bytes) ? [] : [fault(path, "内容不是 JPEG 或 PNG")];
}

const isJpeg = (bytes: Buffer) =>
  bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) &&
  bytes.subarray(-2).equals(Buffer.from([0xff, 0xd9]));
const isPng = (bytes: Buffer) =>
  bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex")) &&
  bytes.includes("IEND", bytes.length - 12);
