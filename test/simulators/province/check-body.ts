// A whole Body against its table: groups, cardinalities, unknown elements, and every value.
import { checkValue } from "./check-value.ts";
import { type Fault, fault } from "./fault.ts";
import { parseStrictly } from "./json.ts";
import { type Row, type Table, tableOf } from "./spec.ts";

export interface Attachment {
  readonly imageType?: string;
  readonly base64Binary?: string;
}

export interface Body {
  /** Leaf values by name, all groups but the attachments laid together (no two share a name). */
  readonly values: Readonly<Record<string, string>>;
  readonly attachments: readonly Attachment[];
  readonly faults: readonly Fault[];
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** `rootAsArray`: this province reads the `+` of the root literally. */
export function checkBody(ipc: string, text: string, rootAsArray: boolean): Body {
  const table = tableOf(ipc)!;
  const stop = (message: string): Body => ({ values: {}, attachments: [], faults: [fault(ipc, message)] });
  let parsed: unknown;
  try {
    parsed = parseStrictly(text);
  } catch (error) {
    return stop(`报文体不是合格的 JSON：${(error as Error).message}`);
  }
  if (!isNode(parsed) || !(ipc in parsed)) return stop("报文体应为以接口代码为键的对象");
  const walk = new Walk(table, rootAsArray);
  for (const key of Object.keys(parsed)) if (key !== ipc) walk.faults.push(fault(key, "多余的元素", "0601"));
  if (!isNode(parsed[ipc])) return stop("接口代码下应为对象");
  walk.level(parsed[ipc], null, ipc);
  return { values: walk.values, attachments: walk.attachments, faults: walk.faults };
}

class Walk {
  readonly values: Record<string, string> = {};
  readonly attachments: Attachment[] = [];
  readonly faults: Fault[] = [];
  private readonly table: Table;
  private readonly rootAsArray: boolean;

  constructor(table: Table, rootAsArray: boolean) {
    this.table = table;
    this.rootAsArray = rootAsArray;
  }

  /** All rows under one parent against one object. */
  level(node: Node, parent: string | null, path: string, into: Record<string, string> = this.values): void {
    const rows = this.table.request.filter((row) => row.parent === parent);
    const known = new Set(rows.map((row) => row.name));
    for (const key of Object.keys(node))
      if (!known.has(key)) this.faults.push(fault(`${path}.${key}`, "表中没有这个元素", "0601"));
    for (const row of rows) this.row(row, node, `${path}.${row.name}`, into);
  }

  private row(row: Row, node: Node, path: string, into: Record<string, string>): void {
    const value = node[row.name];
    if (!(row.name in node)) {
      if (row.cardinality === "1" || row.cardinality === "+") this.faults.push(fault(path, "缺少必填元素"));
    } else if (row.type === "group") this.group(row, value, path);
    else {
      this.faults.push(...checkValue(row, value, path, this.table.code));
      if (typeof value === "string") into[row.name] = value;
    }
  }

  private group(row: Row, value: unknown, path: string): void {
    if (row.name === "certificateInfo") {
      this.list(row, value, path);
      return;
    }
    const form = this.rootAsArray && row.parent === null;
    if (Array.isArray(value) !== form)
      this.faults.push(fault(path, form ? "本省约定根元素为数组" : "应为对象，不应为数组"));
    const [node, ...more] = Array.isArray(value) ? value : [value];
    if (more.length) this.faults.push(fault(path, "应只有一项"));
    if (isNode(node)) this.level(node, row.name, path);
    else this.faults.push(fault(path, "应为对象"));
  }

  private list(row: Row, value: unknown, path: string): void {
    const items = Array.isArray(value) ? value : [];
    if (!Array.isArray(value)) this.faults.push(fault(path, "应为数组"));
    for (const [index, item] of items.entries()) {
      const attachment: Record<string, string> = {};
      if (isNode(item)) this.level(item, row.name, `${path}[${index}]`, attachment);
      else this.faults.push(fault(`${path}[${index}]`, "应为对象"));
      this.attachments.push(attachment);
    }
  }
}
