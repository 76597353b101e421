import { type Begun, begin, conclude } from "./attempts.ts";
import type { AttemptDoc } from "./collections.ts";
import type { Content } from "./content.ts";
import type { Outcome } from "./decide-outbox.ts";
import type { Shell } from "./deps.ts";
import { BadAnswer, openAnswer, seal } from "./envelope.ts";
import { failpoint } from "./failpoint.ts";
import { type Header, requestHeader } from "./header.ts";
import type { Peer } from "./peers.ts";
import { NotSent } from "./transports/errors.ts";
import { post } from "./transports/transport.ts";

/** A request of ours, sealed and written down, ready to be posted. */
export interface Call {
  readonly peer: Peer;
  readonly header: Header;
  readonly bytes: Buffer;
  readonly begun: Begun;
}

export interface Request {
  readonly ipc: string;
  readonly serial: string;
  readonly token?: string;
  readonly channel?: string;
  /** The whole Body, `{"SQ1008": {…}}`, or "". */
  readonly body: Content;
}

/** An outcome, with the answer's data where it has any. */
export interface Result {
  readonly outcome: Outcome;
  readonly body: Content;
}

/** Seals a request and writes it down. Throws when either fails: then nothing may leave. */
export async function prepare(
  peer: Peer,
  { body, ...fields }: Request,
  about: Pick<AttemptDoc, "caseId" | "businessSn" | "fence">,
  { clock, instance }: Pick<Shell, "clock" | "instance">,
): Promise<Call> {
  const header = requestHeader({ ...fields, target: peer.region, now: clock.now() });
  const bytes = await seal({ header, body }, peer);
  const { ipc, serial } = fields;
  const row = { dir: "out", peer: peer.region, ipc, serial, instance, crc: crcIn(bytes) } as const;
  return { peer, header, bytes, begun: await begin({ ...row, ...about }, clock.now()) };
}

/** The CRC of a sealed message: its header stands first. */
function crcIn(bytes: Buffer): string {
  return /"CRC":"([\dA-Fa-f]*)"/.exec(bytes.subarray(0, 4_096).toString("latin1"))?.[1] ?? "";
}

/** Posts it, once, and says what is known afterwards; never throws. `ms` bounds the whole exchange. */
export async function carryOut(
  call: Call,
  ms: number,
  { clock, log }: Pick<Shell, "clock" | "log">,
): Promise<Result> {
  const result = await exchange(call, ms);
  const { kind, ...end } = result.outcome;
  try {
    await conclude(call.begun, { outcome: kind, bytes: call.bytes.length, ...kept(end) }, clock.now());
  } catch (error) {
    log.warn({ err: error, attempt: call.begun.id }, "the end of an attempt could not be written down");
  }
  return result;
}

/** The peer's own words stay out of the log: they may quote what we sent. */
function kept(end: { code?: string; why?: string }): Pick<AttemptDoc, "code" | "why"> {
  return {
    ...(end.code !== undefined && { code: end.code }),
    ...(end.why !== undefined && { why: end.why }),
  };
}

async function exchange({ peer, header, bytes }: Call, ms: number): Promise<Result> {
  failpoint("before-post");
  try {
    const answer = await post(peer, bytes, { timeoutMs: ms, onSent: () => failpoint("after-post") });
    if (answer.status >= 500) return unknown(`http ${answer.status}`);
    const { code, message, body } = await openAnswer(answer.bytes, header, peer);
    return { outcome: { kind: "answered", code, message }, body };
  } catch (error) {
    if (error instanceof NotSent) return { outcome: { kind: "notSent", why: error.message }, body: "" };
    // Whatever else happened, the request may have been processed.
    return unknown(
      error instanceof BadAnswer ? `answer: ${error.message}` : String((error as Error).message),
    );
  }
}

function unknown(why: string): Result {
  return { outcome: { kind: "unknown", why }, body: "" };
}
