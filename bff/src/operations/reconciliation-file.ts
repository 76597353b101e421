import type { Outgoing } from "../cases/model.ts";
import { attempts, cases } from "../exchange/collections.ts";

/** One message of a day, as both sides can know it. */
export interface Row {
  readonly direction: "out" | "in";
  readonly businessSn: string;
  readonly IPCType: string;
  readonly SerialNum: string;
  /** The Header's CRC; of a message that was sent several times, the last one's. */
  readonly SM3: string;
  readonly state: "confirmed" | "waiting" | "held" | "refused" | "withdrawn" | "received" | "declined";
  readonly time: string;
}

const columns = ["direction", "businessSn", "IPCType", "SerialNum", "SM3", "state", "time"] as const;

const stateOf: Readonly<Record<Outgoing["st"], Row["state"]>> = {
  ...{ DONE: "confirmed", READY: "waiting", SENDING: "waiting", WAIT: "waiting" },
  ...{ HELD: "held", REFUSED: "refused", CANCELLED: "withdrawn" },
};

/** All messages of a province and a day (YYYYMMDD in Shanghai; ours by the date in their SerialNum), by SerialNum. */
export async function rowsOf(region: string, day: string): Promise<Row[]> {
  const start = new Date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00+08:00`);
  const end = new Date(start.getTime() + 86_400_000);
  const prefix = `${region}${day}`;
  const crcs = new Map<string, string>();
  const rows: Row[] = [];
  const tried = attempts().find({ peer: region, dir: "out", at: { $gte: start } }, { sort: { at: 1 } });
  for await (const { serial, crc } of tried) if (serial.startsWith(prefix) && crc) crcs.set(serial, crc);
  const holding = cases().find(
    { region, "outbox.serial": { $regex: `^${prefix}` } },
    { projection: { "outbox.body": 0, answers: 0 } },
  );
  for await (const { businessSn, outbox } of holding)
    for (const { ipc, serial, st, at } of outbox)
      if (serial.startsWith(prefix))
        rows.push({
          ...{ direction: "out", businessSn, IPCType: ipc, SerialNum: serial, SM3: crcs.get(serial) ?? "" },
          ...{ state: stateOf[st], time: at.toISOString() },
        });
  const came = attempts().find(
    { peer: region, dir: "in", at: { $gte: start, $lt: end } },
    { sort: { at: 1 } },
  );
  const incoming = new Map<string, Row>();
  for await (const { businessSn = "", ipc, serial, crc = "", code, at } of came)
    if (!unlisted.has(ipc))
      incoming.set(serial, {
        ...{ direction: "in", businessSn, IPCType: ipc, SerialNum: serial, SM3: crc },
        ...{ state: code === "0000" ? "received" : "declined", time: at.toISOString() },
      });
  return [...rows, ...incoming.values()].sort((a, b) => (a.SerialNum < b.SerialNum ? -1 : 1));
}

/** Log-ins and heartbeats are no business of a case. */
const unlisted = new Set(["YZ1001", "XT1001"]);

/** How many a province was sent on a day and what became of them: the parts add up to the whole. */
export function daySheet(rows: readonly Row[]) {
  const ours = rows.filter(({ direction }) => direction === "out");
  const count = (state: Row["state"]) => ours.filter((row) => row.state === state).length;
  const parts = {
    confirmed: count("confirmed"),
    waiting: count("waiting"),
    refused: count("refused"),
    held: count("held"),
    withdrawn: count("withdrawn"),
  };
  const explained = Object.values(parts).reduce((sum, one) => sum + one, 0);
  return { sent: ours.length, ...parts, unexplained: ours.length - explained };
}

/** No value holds a comma, a quote or a line break: they are numbers, codes and times. */
export function toCsv(rows: readonly Row[]): string {
  return [columns.join(","), ...rows.map((row) => columns.map((name) => row[name]).join(","))].join("\r\n");
}

/** Reads CSV or JSON, ours or a province's. Throws an error that names the line. */
export function readRows(text: string): Row[] {
  const plain = text.replace(/^\uFEFF/, "").trim();
  if (plain.startsWith("[")) return JSON.parse(plain) as Row[];
  const [head = "", ...lines] = plain.split(/\r?\n/);
  const names = head.split(",").map((name) => name.trim());
  for (const name of ["SerialNum", "IPCType", "SM3"])
    if (!names.includes(name)) throw new Error(`第 1 行缺少列 ${name}`);
  return lines.map((line, at) => {
    const cells = line.split(",");
    if (cells.length !== names.length)
      throw new Error(`第 ${at + 2} 行有 ${cells.length} 列，应为 ${names.length} 列`);
    return Object.fromEntries(names.map((name, column) => [name, cells[column]!.trim()])) as unknown as Row;
  });
}

/** What differs between our record of a day and a province's, one sentence each. */
export function compareRows(ours: readonly Row[], theirs: readonly Row[]): string[] {
  const bySerial = (rows: readonly Row[]) => new Map(rows.map((row) => [row.SerialNum, row]));
  const [here, there] = [bySerial(ours), bySerial(theirs)];
  const named = ({ SerialNum, IPCType, businessSn = "" }: Row) =>
    `${SerialNum} ${IPCType} ${businessSn}`.trim();
  const differing = [...here.values()].flatMap((row) => {
    const other = there.get(row.SerialNum);
    if (other === undefined) {
      const mustBeThere = row.state === "confirmed" || row.state === "received" || row.state === "declined";
      return mustBeThere ? [`${named(row)}：只有我方有（${row.state}）`] : [];
    }
    if (other.IPCType !== row.IPCType) return [`${named(row)}：接口不同，对方为 ${other.IPCType}`];
    const sameText = other.SM3.toUpperCase() === row.SM3.toUpperCase();
    return sameText || row.SM3 === "" ? [] : [`${named(row)}：内容的 SM3 不同`];
  });
  const onlyThere = [...there.values()].filter(({ SerialNum }) => !here.has(SerialNum));
  return [...differing, ...onlyThere.map((row) => `${named(row)}：只有对方有`)];
}
