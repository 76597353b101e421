import { setTimeout as sleep } from "node:timers/promises";
import type { Outgoing } from "../cases/model.ts";
import { ByteGate } from "./byte-gate.ts";
import { cases } from "./collections.ts";
import type { Shell } from "./deps.ts";
import { failpoint } from "./failpoint.ts";
import type { Health } from "./health.ts";
import type { Patch } from "./outbox-rules.ts";
import { claimStages, endStages } from "./outbox-stages.ts";
import type { PeerState } from "./peer-state.ts";
import { type Ramp, ramped, slowly } from "./ramp.ts";
import { type Claim, type Sending, send } from "./send.ts";
import type { TokenKeeper } from "./token.ts";

/** Finds due messages and sends them: at most 8 at once to a peer, 128 to all, and 64 MiB of files. */
export interface Outbox {
  /** Looks after one peer; called each second or so with its state. */
  tick(state: PeerState): void;
  /** Something is due there now. */
  wake(region: string): void;
  /** Claims no more and waits for what is under way. */
  stop(): Promise<void>;
}

interface Lane {
  ramp: Ramp;
  underWay: number;
  /** A breaker that is open, or a peer that cannot be reached yet. */
  shut: boolean;
  closedAt: number | null;
  pumping: boolean;
  again: boolean;
}

const mostAtOnce = 128;
const mostBytes = 64 * 1024 * 1024;
/** A photo as base64 in a JSON text, about. */
const fileBytes = 1_400_000;

export function startOutbox(shell: Shell, health: Health, tokens: TokenKeeper): Outbox {
  const { log, stopping, timing } = shell;
  const sending: Sending = { ...shell, health, tokens, end: (claim, patch) => end(claim, patch, shell) };
  const lanes = new Map<string, Lane>();
  const gate = new ByteGate(mostBytes);
  let underWay = 0;

  function laneOf(region: string): Lane {
    const fresh = { ramp: slowly, underWay: 0, shut: false, closedAt: null, pumping: false, again: false };
    const lane = lanes.get(region) ?? fresh;
    lanes.set(region, lane);
    return lane;
  }

  async function pump(region: string): Promise<void> {
    const lane = laneOf(region);
    lane.again = true;
    if (lane.pumping) return;
    lane.pumping = true;
    try {
      while (lane.again) {
        lane.again = false;
        await fill(region, lane);
      }
    } catch (error) {
      log.warn({ err: error, peer: region }, "due messages cannot be claimed now");
    } finally {
      lane.pumping = false;
    }
  }

  /** Claims until nothing is due or there is no room. The token comes first, so that waiting for it costs no lease. */
  async function fill(region: string, lane: Lane): Promise<void> {
    const room = () =>
      !stopping.aborted && !lane.shut && lane.underWay < lane.ramp.limit && underWay < mostAtOnce;
    if (!room() || !(await isDue(region, shell))) return;
    if ((await tokens.get(region, null, timing.tokenWait, lane.underWay === 0)) === null) return;
    while (room()) {
      const claim = await claimNext(region, shell);
      if (claim === null) return;
      failpoint("after-claim");
      lane.underWay += 1;
      underWay += 1;
      void carry(claim, lane);
    }
  }

  async function carry(claim: Claim, lane: Lane): Promise<void> {
    const leave = await gate.enter(claim.entry.body.length + claim.entry.files.length * fileBytes);
    try {
      const outcome = await send(claim, sending);
      if (outcome.kind !== "notTried") lane.ramp = ramped(lane.ramp, outcome.kind === "answered");
    } catch (error) {
      // The lease runs out and the next one takes it up as unsure.
      log.error({ err: error, caseId: claim.caseId }, "an attempt broke off");
    } finally {
      leave();
      lane.underWay -= 1;
      underWay -= 1;
      void pump(claim.region);
    }
  }

  return {
    tick({ region, url, breaker }) {
      const lane = laneOf(region);
      const closedAt = breaker.closedAt?.getTime() ?? null;
      if (closedAt !== lane.closedAt) lane.ramp = slowly;
      lane.closedAt = closedAt;
      lane.shut = url === null || breaker.openedAt !== null;
      void pump(region);
    },
    wake: (region) => void pump(region),
    async stop() {
      const until = performance.now() + timing.drain;
      while (underWay > 0 && performance.now() < until) await sleep(20);
    },
  };
}

// `$expr` on the store's clock: a missing or null lease sorts below every date.
const unleased = { $expr: { $lt: ["$send.until", "$$NOW"] } };

async function isDue(region: string, { clock }: Shell): Promise<boolean> {
  const due = { "send.peer": region, "send.due": { $lte: clock.now() }, ...unleased };
  return (await cases().findOne(due, { projection: { _id: 1 }, maxTimeMS: 5_000 })) !== null;
}

/** Takes the case whose message has been due longest; null when there is none. */
async function claimNext(region: string, { clock, instance, timing }: Shell): Promise<Claim | null> {
  for (;;) {
    const leaseEnd = performance.now() + timing.lease;
    const taken = await cases().findOneAndUpdate(
      { "send.peer": region, "send.due": { $lte: clock.now() }, ...unleased },
      claimStages(instance, timing.lease),
      {
        sort: { "send.due": 1 },
        returnDocument: "after",
        projection: { outbox: 1, send: 1, channel: 1, businessSn: 1 },
        maxTimeMS: 5_000,
      },
    );
    if (taken === null) return null;
    const entry = taken.outbox.find((one: Outgoing) => one.st === "SENDING");
    // Nothing to send after all (all waits behind a held one): the claim took it out of the due ones.
    if (entry === undefined || taken.send.owner !== instance) continue;
    const { _id: caseId, businessSn, channel } = taken;
    return { caseId, region, businessSn, channel, entry, fence: taken.send.fence, leaseEnd };
  }
}

/** Tries again while the lease lasts: what the peer said is dear to lose. */
async function end(claim: Claim, patch: Patch, { instance, log }: Shell): Promise<void> {
  failpoint("before-finish");
  const held = { _id: claim.caseId, "send.fence": claim.fence, "send.owner": instance };
  for (let wait = 100; ; wait *= 2) {
    try {
      const { matchedCount } = await cases().updateOne(held, endStages(claim.entry.id, patch), {
        maxTimeMS: 5_000,
      });
      if (matchedCount === 0)
        log.warn({ caseId: claim.caseId }, "somebody took this message over: nothing is written");
      return;
    } catch (error) {
      if (performance.now() + wait > claim.leaseEnd) throw error;
      await sleep(wait);
    }
  }
}
