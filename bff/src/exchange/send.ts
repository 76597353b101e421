import { getFile } from "../attachments/files.ts";
import type { CaseDoc, Outgoing } from "../cases/model.ts";
import { type Call, carryOut, prepare } from "./call.ts";
import {
  type Attempt,
  decide,
  type Effect,
  type Event,
  isWrongMessage,
  type Outcome,
} from "./decide-outbox.ts";
import type { Shell } from "./deps.ts";
import type { Health } from "./health.ts";
import type { Patch } from "./outbox-rules.ts";
import { stateOf } from "./peer-state.ts";
import { loadPeer, type Peer } from "./peers.ts";
import { bodyOfEntry } from "./queue.ts";
import { useNewestKey, withNewestKey } from "./rotate-peer.ts";
import { nextSerial } from "./serial-number.ts";
import type { Token, TokenKeeper } from "./token.ts";

/** A message that this worker holds. */
export interface Claim {
  readonly caseId: CaseDoc["_id"];
  readonly region: string;
  readonly businessSn: string;
  readonly channel: CaseDoc["channel"];
  readonly entry: Outgoing;
  readonly fence: number;
  /** On this process's monotonic clock, counted from before the claim was asked for. */
  readonly leaseEnd: number;
}

export interface Sending extends Shell {
  readonly health: Health;
  readonly tokens: TokenKeeper;
  /** Writes an attempt's end back, unless somebody took over. */
  end(claim: Claim, patch: Patch): Promise<void>;
}

/** Carries one claimed message through one attempt: performs what `decide` says until it says how it ended. */
export async function send(claim: Claim, using: Sending): Promise<Outcome> {
  const one = new Attempting(claim, using);
  let last: Outcome = { kind: "notTried", why: "stopped" };
  let event: Event | null = { type: "claimed" };
  let state: Attempt = {
    ...{ entry: claim.entry, fence: claim.fence, leaseEnd: claim.leaseEnd },
    ...{ alreadyHave: [], gen: 0, renewed: false },
  };
  while (event !== null) {
    if (event.type === "over") last = event.outcome;
    const decision = decide(state, event, performance.now(), using.timing.leaseForPost);
    state = { ...decision.state, alreadyHave: one.alreadyHave() };
    event = null;
    for (const effect of decision.effects) event = (await one.perform(effect)) ?? event;
  }
  return last;
}

/** The hands of one attempt: each effect becomes the event that it led to. */
class Attempting {
  readonly #claim: Claim;
  readonly #using: Sending;
  #peer: Peer | null = null;
  #token: Token | null = null;
  #call: Call | null = null;

  constructor(claim: Claim, using: Sending) {
    this.#claim = claim;
    this.#using = using;
  }

  alreadyHave() {
    return this.#peer?.dialect.alreadyHave ?? [];
  }

  async perform(effect: Effect): Promise<Event | null> {
    const { caseId, region, entry } = this.#claim;
    switch (effect.type) {
      case "token":
        return this.#fetchToken(effect.stale);
      case "log":
        return this.#writeDown();
      case "post":
        return this.#post();
      case "end":
        await this.#using.end(this.#claim, effect.patch);
        return null;
      case "alarm":
        this.#using.log.error({ alarm: effect.what, peer: region, caseId, ipc: entry.ipc }, "delivery alarm");
        return null;
    }
  }

  async #fetchToken(stale: number | null): Promise<Event> {
    const { region } = this.#claim;
    const { tokens, timing } = this.#using;
    try {
      this.#peer = await loadPeer(region);
      if (this.#peer === null) return notTried("peer unknown");
      const known = stale === null ? tokens.at(region, stateOf(this.#peer.doc).token) : null;
      this.#token = known ?? (await tokens.get(region, stale, timing.tokenWait));
    } catch (error) {
      return notTried(reason("token", error));
    }
    return this.#token === null ? notTried("token") : { type: "token", gen: this.#token.gen };
  }

  async #writeDown(): Promise<Event> {
    const { entry, caseId, businessSn, fence, channel } = this.#claim;
    const peer = this.#peer!;
    try {
      const again = entry.tries > 1 && peer.dialect.serialOnResend === "new";
      const serial = again ? await nextSerial(peer.region, this.#using.clock.now()) : entry.serial;
      const body = await bodyOfEntry(entry, getFile);
      const request = { ipc: entry.ipc, serial, token: this.#token!.token, channel, body };
      this.#call = await prepare(peer, request, { caseId, businessSn, fence }, this.#using);
    } catch (error) {
      // A file or the log is not to be had: then nothing is sent.
      return notTried(reason("prepare", error));
    }
    return { type: "logged" };
  }

  async #post(): Promise<Event> {
    const outcome = await this.#postOnce();
    const newest = isWrongMessage(outcome) && withNewestKey(this.#peer!, this.#using.clock.now());
    return newest ? this.#postAgain(newest) : over(outcome);
  }

  /** A peer that already goes by our new key could not read the former one: nothing of the first POST was taken. */
  async #postAgain(newest: Peer): Promise<Event> {
    const { clock, timing } = this.#using;
    if (this.#claim.leaseEnd - performance.now() < timing.leaseForPost) return notTried("lease");
    const { doc } = this.#peer!;
    this.#peer = newest;
    const written = await this.#writeDown();
    if (written.type !== "logged") return written;
    const outcome = await this.#postOnce();
    if (outcome.kind === "answered" && !isWrongMessage(outcome))
      await useNewestKey(doc, clock.now()).catch((error) =>
        this.#using.log.warn({ err: error, peer: doc._id }, "the new key is not yet known to be in use"),
      );
    return over(outcome);
  }

  async #postOnce(): Promise<Outcome> {
    const { timing, health } = this.#using;
    const left = this.#claim.leaseEnd - performance.now();
    const { outcome } = await carryOut(this.#call!, Math.min(timing.postTimeout, left), this.#using);
    await health.report(this.#peer!, outcome);
    return outcome;
  }
}

function over(outcome: Outcome): Event {
  return { type: "over", outcome, chance: Math.random() };
}

function notTried(why: string): Event {
  return over({ kind: "notTried", why });
}

function reason(step: string, error: unknown): string {
  return `${step}: ${(error as Error).message}`;
}
