import { writeEnvelope } from "./envelope-text.ts";
import { answerHeader, type Header } from "./header.ts";
import type { Peer } from "./peers.ts";
import type { Answered } from "./return-codes.ts";

/** A message that nothing was believed of, with what to answer. */
export interface Refusal extends Answered {
  readonly refused: true;
  /** HTTP status of the answer: 200 for everything that could be parsed. */
  readonly status: 200 | 400 | 413;
  /** As far as it could be read. */
  readonly header: Header;
  /** Set once the Source was known. */
  readonly peer?: Peer;
  /** What went wrong at our side (9999), for the log. */
  readonly cause?: unknown;
}

export function refusal(
  status: Refusal["status"],
  header: Header,
  { code, message }: Answered,
  more: Pick<Refusal, "peer" | "cause"> = {},
): Refusal {
  return { refused: true, status, code, message, header, ...more };
}

/** The answer to a refused message: its own header with the code, no Body, never its Token. */
export function refusalAnswer(refused: Refusal): Buffer {
  return writeEnvelope(answerHeader(refused.header, refused), "");
}
