import { randomUUID } from "node:crypto";
import { type AttemptDoc, attempts } from "./collections.ts";

type About = Pick<AttemptDoc, "dir" | "peer" | "ipc" | "serial" | "instance" | "caseId" | "fence">;
type End = Pick<AttemptDoc, "outcome" | "code" | "why" | "bytes">;

/** A message under way, written down before its first byte leaves. */
export interface Begun {
  readonly id: string;
  readonly about: About;
  readonly started: number;
}

/** Writes the row; if that fails nothing may be sent (it throws). Never holds content or a token. */
export async function begin(about: About, now: Date): Promise<Begun> {
  const id = randomUUID();
  await attempts().insertOne({ _id: id, at: now, ...about });
  return { id, about, started: performance.now() };
}

/** Writes how it ended. */
export async function conclude(begun: Begun, end: End, now: Date): Promise<void> {
  const ms = Math.round(performance.now() - begun.started);
  await attempts().insertOne({ _id: `${begun.id}:end`, at: now, ...begun.about, ...end, ms });
}
