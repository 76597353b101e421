import { fitsFormat } from "./checks/date.ts";
import { countOf } from "./checks/text.ts";
import type { Accept } from "./province.ts";
import { childrenOf } from "./shape.ts";
import type { Element, Interface, Part } from "./spec/element.ts";
import { type InterfaceCode, interfaces } from "./spec/interfaces.gen.ts";

/** One breach of a table of Appendix A. `0601`: an element that the table does not have; `1001`: everything else. */
export interface BodyFault {
  /** Where: `SQ1008.exchangeInfo.sex`, `CX1003.educationInfo[2].idCard`. */
  readonly path: string;
  readonly code: "1001" | "0601";
  readonly message: string;
}

/**
 * Holds a Body's parsed JSON value (`{"JD1004": {…}}`) against the table: elements, cardinality, type, length,
 * formats and the values that the table itself lists. Values of cited lists and "必选 when approved" are no faults
 * here (protocol: never against the driver); `doubtsOf` names those. `accept`: the sender's known variations.
 */
export function checkBody(
  code: InterfaceCode,
  part: Part,
  value: unknown,
  accept: readonly Accept[] = [],
): BodyFault[] {
  return checkTable(interfaces[code], part, value, accept);
}

export function checkTable(
  of: Interface,
  part: Part,
  value: unknown,
  accept: readonly Accept[] = [],
): BodyFault[] {
  const table = of[part];
  if (table.length === 0) return value === "" || value === undefined ? [] : [fault(of.code, "应没有数据体")];
  if (!isObject(value)) return [fault(of.code, "数据体应为对象")];
  const faults = strangers(value, [of.code], "");
  // A table with one group may come without its object's braces being repeated: {"CX1003": [{…}]} is not that.
  if (!isObject(value[of.code])) return [...faults, fault(of.code, `数据体应为{"${of.code}": {…}}`)];
  return [...faults, ...checkGroup(table, null, value[of.code], of.code, accept)];
}

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  value !== null && typeof value === "object" && !Array.isArray(value);
const fault = (path: string, message: string, code: BodyFault["code"] = "1001"): BodyFault => ({
  path,
  code,
  message,
});

function strangers(json: Json, names: readonly string[], path: string): BodyFault[] {
  const unknown = Object.keys(json).filter((name) => !names.includes(name));
  // A name from outside stands in our answer: no more of it than shows which one is meant.
  return unknown
    .map((name) => name.slice(0, 60))
    .map((name) => fault(path === "" ? name : `${path}.${name}`, "表中没有这个元素", "0601"));
}

function checkGroup(
  table: readonly Element[],
  parent: string | null,
  json: unknown,
  path: string,
  accept: readonly Accept[],
): BodyFault[] {
  if (!isObject(json)) return [fault(path, "应为对象")];
  const elements = childrenOf(table, parent);
  const names = elements.map((element) => element.name);
  return [
    ...strangers(json, names, path),
    ...elements.flatMap((element) =>
      checkElement(table, element, json[element.name], `${path}.${element.name}`, accept),
    ),
  ];
}

function checkElement(
  table: readonly Element[],
  element: Element,
  value: unknown,
  path: string,
  accept: readonly Accept[],
): BodyFault[] {
  if (element.type === "group") return checkMembers(table, element, value, path, accept);
  const optional = element.cardinality === "?" || element.cardinality === "*";
  const absent =
    value === undefined ||
    value === "" ||
    (optional && accept.includes("zeroForAbsent") && (value === 0 || value === "0"));
  if (absent) return optional ? [] : [fault(path, `缺少${element.label}`)];
  const text = textOf(element, value, accept);
  if (text === undefined) return [fault(path, `${element.label}的类型不对`)];
  const message = breach(element, text);
  return message ? [fault(path, `${element.label}${message}`)] : [];
}

function checkMembers(
  table: readonly Element[],
  group: Element,
  value: unknown,
  path: string,
  accept: readonly Accept[],
): BodyFault[] {
  const optional = group.cardinality === "?" || group.cardinality === "*" || accept.includes("missingGroup");
  if (value === undefined || (value === "" && accept.includes("missingGroup")))
    return optional ? [] : [fault(path, `缺少${group.label}`)];
  if (!Array.isArray(value)) return checkGroup(table, group.name, value, path, accept);
  // `[]` stands for "no attachments" (SQ1004 in full, SQ1009, PJ1003: there the + contradicts the clause).
  if (value.length === 0 && group.name !== "certificateInfo" && !optional)
    return [fault(path, `${group.label}不能为空`)];
  if (value.length > 1 && !group.list) return [fault(path, `${group.label}只能有一项`)];
  return value.flatMap((item, index) => checkGroup(table, group.name, item, `${path}[${index}]`, accept));
}

function textOf(element: Element, value: unknown, accept: readonly Accept[]): string | undefined {
  if (typeof value === "string") return value;
  const number = typeof value === "number" && Number.isFinite(value);
  return number && (element.type === "number" || accept.includes("numberForString"))
    ? String(value)
    : undefined;
}

/** Lines may be broken (MIME). Linear in the text, which may have millions of characters. */
function isBase64(value: string): boolean {
  const plain = value.replace(/[\r\n]/g, "");
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain);
}

function breach(element: Element, value: string): string | undefined {
  if (element.type === "binary") return isBase64(value) ? undefined : "不是Base64编码";
  if (element.type === "number" && !/^-?\d+(\.\d+)?$/.test(value)) return "应为数值";
  const count = countOf(element.spaced ? value.replace(/^(\d{8}) (\d{8})$/, "$1$2") : value);
  if (element.fixed !== undefined && count !== element.fixed) return `应为${element.fixed}位，实为${count}位`;
  if (element.max !== undefined && count > element.max) return `最长${element.max}位，实为${count}位`;
  if (element.format && !fitsFormat(value, element.format)) return `格式应为${element.format}`;
  const plain = element.padded ? value.replace(/^0(?=\d$)/, "") : value;
  if (element.options && !element.options.some((option) => option.code === plain)) return "不在表列的取值中";
  return undefined;
}
