import type { Filter } from "mongodb";
import { type BreakerState, closedBreaker } from "./breaker.ts";
import { peers } from "./collections.ts";
import { noToken, type TokenState } from "./decide-token.ts";
import type { PeerDoc } from "./peer-model.ts";

/** Heartbeats of one peer. */
export interface HeartbeatState {
  readonly due: Date | null;
  /** When it last answered anything of ours. */
  readonly lastAnswerAt: Date | null;
  readonly lastCode: string | null;
  /** When its own heartbeat last came. */
  readonly theirsAt: Date | null;
  /** For which silence an alarm has been raised. */
  readonly alarmedAt: Date | null;
}

/** Their token at us: only its digest is kept. */
export interface IncomingToken {
  readonly sm3: string;
  readonly at: Date;
}

export interface PeerState {
  readonly region: string;
  readonly name: string;
  readonly url: string | null;
  readonly token: TokenState;
  readonly incoming: IncomingToken | null;
  readonly breaker: BreakerState;
  readonly hb: HeartbeatState;
}

const noHeartbeat: HeartbeatState = {
  due: null,
  lastAnswerAt: null,
  lastCode: null,
  theirsAt: null,
  alarmedAt: null,
};

/** What delivery keeps in a peer's document, with what stands for "nothing yet". */
export function stateOf(doc: PeerDoc): PeerState {
  return {
    region: doc._id,
    name: doc.name,
    url: doc.url,
    token: { ...noToken, ...(doc.token as Partial<TokenState> | undefined) },
    incoming: (doc.incoming as IncomingToken | undefined) ?? null,
    breaker: { ...closedBreaker, ...(doc.breaker as Partial<BreakerState> | undefined) },
    hb: { ...noHeartbeat, ...(doc.hb as Partial<HeartbeatState> | undefined) },
  };
}

const fields = { name: 1, url: 1, token: 1, incoming: 1, breaker: 1, hb: 1 } as const;
const options = { projection: fields, maxTimeMS: 5_000 };

/** All peers, in the order of their regions. */
export async function readStates(): Promise<PeerState[]> {
  return (await peers().find({}, options).sort({ _id: 1 }).toArray()).map(stateOf);
}

/** Milliseconds between the last heartbeats of each peer, the latest last. */
export async function readPauses(): Promise<Map<string, readonly number[]>> {
  const docs = await peers()
    .find({}, { projection: { pauses: 1 }, maxTimeMS: 5_000 })
    .toArray();
  return new Map(docs.map(({ _id, pauses = [] }) => [_id, pauses]));
}

type Part = "token" | "breaker";

/**
 * Changes one part of a peer's state by a pure decision: reads, decides, writes if nobody wrote meanwhile, else again.
 * `decide` gives the new state, or the very same to change nothing.
 */
export async function changeState<P extends Part, D extends { readonly state: PeerState[P] }>(
  region: string,
  part: P,
  decide: (state: PeerState[P]) => D,
): Promise<D | null> {
  for (let round = 0; round < 20; round++) {
    const doc = await peers().findOne({ _id: region }, options);
    if (doc === null) return null;
    const before = stateOf(doc)[part];
    const decision = decide(before);
    if (decision.state === before || (await swap(region, part, doc[part], decision.state))) return decision;
  }
  throw new Error(`the ${part} of ${region} is written by too many at once`);
}

async function swap(region: string, part: Part, from: unknown, to: unknown): Promise<boolean> {
  const unchanged = { [part]: from === undefined ? { $exists: false } : from };
  const filter = { _id: region, ...unchanged } as Filter<PeerDoc>;
  return (await peers().updateOne(filter, { $set: { [part]: to } })).matchedCount === 1;
}
