import { decideBreaker } from "./breaker.ts";
import { cases, peers } from "./collections.ts";
import type { Outcome } from "./decide-outbox.ts";
import type { Shell } from "./deps.ts";
import { changeState, stateOf } from "./peer-state.ts";
import type { Peer } from "./peers.ts";

/** Keeps the breaker of each peer and the time of its last answer. */
export interface Health {
  /** Tells how a POST ended. */
  report(peer: Peer, outcome: Outcome): Promise<void>;
  /** Whether this instance may send the probe of an open breaker now. */
  mayProbe(region: string): Promise<boolean>;
}

/** The last answer's time is shown to people by the minute. */
const shownEvery = 30_000;

export function healthKeeper({ clock, log }: Pick<Shell, "clock" | "log">): Health {
  async function answered(region: string, code: string, { doc }: Peer): Promise<void> {
    const now = clock.now();
    const { breaker, hb } = stateOf(doc);
    if (hb.lastAnswerAt === null || now.getTime() - hb.lastAnswerAt.getTime() > shownEvery)
      await peers().updateOne({ _id: region }, { $set: { "hb.lastAnswerAt": now, "hb.lastCode": code } });
    if (breaker.failures === 0 && breaker.openedAt === null) return;
    // First everything that waits becomes due, then the breaker closes: a crash in between repeats it, and forgets nothing.
    // Due since it was asked for, so that nobody who was tried in vain goes behind those who came after him.
    if (breaker.openedAt !== null)
      await cases().updateMany({ "send.peer": region, "send.due": { $gt: now } }, [
        { $set: { "send.due": "$createdAt" } },
      ]);
    const decision = await changeState(region, "breaker", (state) =>
      decideBreaker(state, { type: "answered" }, clock.now()),
    );
    if (decision?.effect !== "closed") return;
    log.info({ peer: region }, "the peer answers again");
    // For people: how long outages there usually last, counted as they are told of one, from the last answer on.
    const outage = { from: hb.lastAnswerAt ?? breaker.openedAt, to: now };
    await peers().updateOne({ _id: region }, {
      $push: { outages: { $each: [outage], $slice: -50 } },
    } as never);
  }

  async function failed(region: string): Promise<void> {
    const event = { type: "failed", chance: Math.random() } as const;
    const decision = await changeState(region, "breaker", (state) =>
      decideBreaker(state, event, clock.now()),
    );
    if (decision?.effect === "opened")
      log.warn({ peer: region }, "the peer does not answer: only probes go out");
  }

  return {
    async report(peer, outcome) {
      try {
        if (outcome.kind === "answered") await answered(peer.region, outcome.code, peer);
        else if (outcome.kind !== "notTried") await failed(peer.region);
      } catch (error) {
        log.warn({ err: error, peer: peer.region }, "the peer's health could not be written");
      }
    },
    async mayProbe(region) {
      const event = { type: "probe", chance: Math.random() } as const;
      const decision = await changeState(region, "breaker", (state) =>
        decideBreaker(state, event, clock.now()),
      );
      return decision?.effect === "probe";
    },
  };
}
