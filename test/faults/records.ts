import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { attempts, cases, type InboxDoc, inbox } from "../../bff/src/exchange/collections.ts";
import type { Bed } from "./bed.ts";
import type { People, Told } from "./people.ts";
import type { Got, Says } from "./province-journal.ts";

export interface Records {
  readonly told: readonly Told[];
  readonly cases: readonly CaseDoc[];
  readonly inbox: readonly Pick<InboxDoc, "_id" | "st">[];
  readonly attempts: {
    /** How often each SerialNum was written down before it was posted. */
    readonly began: ReadonlyMap<string, number>;
    /** Those that are written down as answered. */
    readonly answered: ReadonlySet<string>;
    /** When each log-in that was answered with a token began, in the system's time, by peer. */
    readonly logIns: ReadonlyMap<string, readonly number[]>;
  };
  readonly provinces: ReadonlyMap<string, ProvinceRecord>;
}

interface ProvinceRecord {
  /** All that came in, in order; `effects`: those that were done for the first time. */
  readonly got: readonly Got[];
  readonly effects: readonly Got[];
  readonly said: readonly Says[];
  /** Answers 0000, by our SerialNum: the whole texts. */
  readonly heard: ReadonlyMap<string, readonly string[]>;
  readonly posts: readonly { readonly serial: string; readonly count: number }[];
  readonly allSerials: ReadonlySet<string>;
  readonly courses: ReadonlyMap<string, "accepted" | "withdrawn">;
}

const business = /^(SQ|QX|HT|PJ)/;

/** Reads the three records as they stand now. */
export async function readRecords(bed: Bed, { told }: People): Promise<Records> {
  const provinces = new Map(bed.provinces.map((one) => [one.region, provinceRecord(one.lines())]));
  const began = new Map<string, number>();
  const answered = new Set<string>();
  const logIns = new Map<string, number[]>();
  for await (const row of attempts().find({ dir: "out" })) {
    if (row.ipc === "YZ1001" && row.outcome === "answered" && row.code === "0000")
      logIns.set(row.peer, [...(logIns.get(row.peer) ?? []), row.at.getTime() - (row.ms ?? 0)]);
    if (!business.test(row.ipc)) continue;
    if (!row._id.endsWith(":end")) began.set(row.serial, (began.get(row.serial) ?? 0) + 1);
    else if (row.outcome === "answered") answered.add(row.serial);
  }
  return {
    told,
    cases: await cases().find({}).toArray(),
    inbox: await inbox()
      .find({}, { projection: { st: 1 } })
      .toArray(),
    attempts: { began, answered, logIns },
    provinces,
  };
}

function provinceRecord(lines: ReturnType<Bed["provinces"][number]["lines"]>): ProvinceRecord {
  const got = lines.filter((line) => line.t === "got");
  const said = lines.filter((line) => line.t === "says");
  const heard = new Map<string, string[]>();
  for (const line of lines)
    if (line.t === "heard" && line.code === "0000")
      heard.set(line.serial, [...(heard.get(line.serial) ?? []), line.answer]);
  const counts = new Map<string, number>();
  for (const { serial } of got) counts.set(serial, (counts.get(serial) ?? 0) + 1);
  const courses = new Map<string, "accepted" | "withdrawn">();
  for (const { ipc, sn, result } of said)
    if (ipc === "JD1004") courses.set(sn, "accepted");
    else if (ipc === "QX1002" && result === "1") courses.set(sn, "withdrawn");
  return {
    ...{ said, heard, courses, got, effects: got.filter(({ effect }) => effect) },
    posts: [...counts].map(([serial, count]) => ({ serial, count })),
    allSerials: new Set(counts.keys()),
  };
}
