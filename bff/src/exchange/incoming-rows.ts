import { valuesOf } from "shared-types/body.ts";
import type { Doubt } from "shared-types/doubts.ts";
import { listsOf } from "shared-types/shape.ts";
import { type InterfaceCode, interfaces } from "shared-types/spec/interfaces.gen.ts";
import type { IncomingFile, IncomingRow } from "./deps.ts";
import { fileOf } from "./incoming-file.ts";
import { type Answered, answerOf } from "./return-codes.ts";

/** What the notes of a batch's binary elements allow (附件最大为1兆字节). */
const largestFile = 1024 * 1024;
/** All values together: the batch is kept sealed, in base64, in one document of the store until it is done. */
const largestBatch = 11 * 1024 * 1024;
const filesAtOnce = 8;

type Apart = { readonly body: Record<string, string>; readonly bytes: Record<string, Buffer> };

export interface Batch {
  readonly rows: readonly IncomingRow[];
  /** Files that nobody may get. */
  readonly doubts: readonly Doubt[];
}

/**
 * The records of a batch, their files stored by digest; undefined for an interface that is none. A batch is taken whole
 * or not at all: everything is looked at before the first file is stored. What is refused is the answer to give.
 */
export async function rowsOf(ipc: InterfaceCode, content: unknown): Promise<Batch | Answered | undefined> {
  const [list] = listsOf(interfaces[ipc].request);
  if (list === undefined) return undefined;
  const path = `${ipc}.${list.name}`;
  const binary = interfaces[ipc].request.filter(({ type }) => type === "binary").map(({ name }) => name);
  const apart = (valuesOf(ipc, content).rows[list.name] ?? []).map((row) => split(row, binary));
  for (const [index, { bytes }] of apart.entries())
    for (const [name, one] of Object.entries(bytes))
      if (one.length > largestFile) return answerOf("wrong", `附件超过1兆字节，${path}[${index}].${name}`);
  if (Buffer.byteLength(JSON.stringify(apart.map(({ body }) => body))) > largestBatch)
    return answerOf("wrong", `记录太多，请分批上报，${path}`);
  const rows: IncomingRow[] = [];
  for (let from = 0; from < apart.length; from += filesAtOnce)
    rows.push(...(await Promise.all(apart.slice(from, from + filesAtOnce).map((row) => store(ipc, row)))));
  return { rows, doubts: rows.flatMap(({ files }, index) => unfitIn(files, `${path}[${index}]`)) };
}

function unfitIn(files: IncomingRow["files"], path: string): Doubt[] {
  return Object.entries(files).flatMap(([name, { unfit }]) =>
    unfit === undefined ? [] : [{ path: `${path}.${name}`, message: unfit }],
  );
}

function split(row: Readonly<Record<string, string>>, binary: readonly string[]): Apart {
  const body: Record<string, string> = {};
  const bytes: Record<string, Buffer> = {};
  for (const [name, value] of Object.entries(row))
    if (binary.includes(name)) bytes[name] = Buffer.from(value, "base64");
    else body[name] = value;
  return { body, bytes };
}

async function store(ipc: string, { body, bytes }: Apart): Promise<IncomingRow> {
  const files: Record<string, IncomingFile> = {};
  for (const [name, one] of Object.entries(bytes)) files[name] = await fileOf(`${ipc}.${name}`, one);
  return { body, files };
}
