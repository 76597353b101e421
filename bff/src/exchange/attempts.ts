import { randomUUID } from "node:crypto";
import { record } from "../audit/current.ts";
import { type AttemptDoc, attempts } from "./collections.ts";

type About = Pick<
  AttemptDoc,
  "dir" | "peer" | "ipc" | "serial" | "instance" | "caseId" | "businessSn" | "fence" | "crc"
>;
type End = Pick<AttemptDoc, "outcome" | "code" | "why" | "bytes">;

/** A message under way, written down before its first byte leaves. */
export interface Begun {
  readonly id: string;
  readonly about: About;
  readonly started: number;
}

/** Writes the row and the audit entry; if either fails nothing may be sent (it throws). Never holds content or a token. */
export async function begin(about: About, now: Date): Promise<Begun> {
  const id = randomUUID();
  await Promise.all([tell("send", about, "begun"), attempts().insertOne({ _id: id, at: now, ...about })]);
  return { id, about, started: performance.now() };
}

/** Writes how it ended. */
export async function conclude(begun: Begun, end: End, now: Date): Promise<void> {
  const ms = Math.round(performance.now() - begun.started);
  await Promise.all([
    tell("sent", begun.about, end.code ?? end.outcome ?? ""),
    attempts().insertOne({ _id: `${begun.id}:end`, at: now, ...begun.about, ...end, ms }),
  ]);
}

/** A message that came in and what was answered, before the answer leaves. */
export async function received(row: Omit<AttemptDoc, "_id" | "dir" | "at">, now: Date): Promise<void> {
  const about = { ...row, dir: "in" } as const;
  await Promise.all([
    tell("receive", about, row.code ?? ""),
    attempts().insertOne({ _id: `in:${randomUUID()}`, at: now, ...about }),
  ]);
}

function tell(verb: string, { dir, peer, ipc, serial, crc = "" }: About, result: string): Promise<void> {
  const who = dir === "in" ? `province:${peer}` : "system";
  return record({ who, act: `${verb} ${ipc}`, on: serial, result, digest: crc.toLowerCase() });
}
