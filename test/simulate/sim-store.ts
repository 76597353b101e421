import { type BreakerState, closedBreaker } from "../../bff/src/exchange/breaker.ts";
import type { InboxState } from "../../bff/src/exchange/decide-inbox.ts";
import { noToken, type TokenState } from "../../bff/src/exchange/decide-token.ts";
import { claimable, type Entry, type Line, type Patch } from "../../bff/src/exchange/outbox-rules.ts";
import type { Rules, SaidOfProgress } from "./rules.ts";
import type { World } from "./world.ts";

export type Message = Entry & { readonly serial: string };

export type Feedback = SaidOfProgress & { readonly key: string };

export interface SimCase extends Line<Message> {
  readonly businessSn: string;
  readonly feedbacks: readonly Feedback[];
  readonly state: string;
}

/** The only thing that instances share. Each method is one atomic step, on the store's own clock. */
export class SimStore {
  readonly cases = new Map<string, SimCase>();
  readonly inbox = new Map<string, InboxState>();
  /** Attempts that were written down, `<message>/<fence>`. */
  readonly log = new Set<string>();
  token: TokenState = noToken;
  breaker: BreakerState = closedBreaker;
  readonly #world: World;
  readonly #rules: Rules;
  /** Waits that were ordered, in milliseconds: alike they would all end at once. */
  readonly #waits = new Map<number, number>();
  #serials = 0;
  #lastLogIn = Number.NEGATIVE_INFINITY;

  constructor(world: World, rules: Rules) {
    this.#world = world;
    this.#rules = rules;
  }

  nextSerial(): string {
    return `S${++this.#serials}`;
  }

  noteLogIn(): void {
    if (this.#world.now - this.#lastLogIn < 6_900) this.#world.violate("I9: two log-ins within ten seconds");
    this.#lastLogIn = this.#world.now;
  }

  insert(businessSn: string, first: Message): void {
    const send = { peer: "110000", due: new Date(0), fence: 0, owner: null, until: null };
    this.cases.set(businessSn, { businessSn, outbox: [first], send, feedbacks: [], state: "0" });
  }

  claim(me: string, leaseMs: number): SimCase | null {
    const now = this.#world.date();
    for (const one of this.cases.values()) {
      if (!claimable(one, now)) continue;
      const head = one.outbox.find(({ st }) => st === "WAIT" || st === "SENDING");
      if (head?.code === "1001") this.#world.violate(`${head.id} goes out again unchanged after a 1001`);
      const taken = { ...one, ...this.#rules.claimed(one, me, now, leaseMs) };
      this.cases.set(one.businessSn, taken);
      if (taken.send.fence > one.send.fence) return taken;
    }
    return null;
  }

  end(businessSn: string, me: string, fence: number, id: string, patch: Patch): boolean {
    const one = this.cases.get(businessSn)!;
    const after = this.#rules.ended(one, me, fence, id, patch, this.#world.date());
    if (after === null) return false;
    if (one.send.fence !== fence) this.#world.violate("fence: a stale worker wrote its end");
    this.cases.set(businessSn, { ...one, ...after });
    if (patch.st === "WAIT" && patch.waitMs > 0) this.#noteWait(patch.waitMs);
    return true;
  }

  #noteWait(ms: number): void {
    const count = (this.#waits.get(ms) ?? 0) + 1;
    this.#waits.set(ms, count);
    if (count === 4) this.#world.violate(`stampede: ${count} messages wait for the same ${ms} ms`);
  }

  push(businessSn: string, message: Message): void {
    const one = this.cases.get(businessSn)!;
    this.cases.set(businessSn, { ...one, ...this.#rules.pushed(one, message, this.#world.date()) });
  }

  withdraw(businessSn: string, message: Message): void {
    const one = this.cases.get(businessSn)!;
    this.cases.set(businessSn, {
      ...one,
      ...this.#rules.withdrawn(one, message, this.#world.date()),
    });
  }

  /** What record-feedback does: kept once by its key, the state from the whole set, proof of receipt. */
  record(businessSn: string, feedback: Feedback): void {
    const one = this.cases.get(businessSn)!;
    if (one.feedbacks.some(({ key }) => key === feedback.key)) return;
    const { ipc, result } = feedback;
    const proven = this.#rules.provenBy(ipc, { cancelResult: result, rollResult: result });
    const line = this.#rules.proved(one, proven, this.#world.date());
    const feedbacks = [...one.feedbacks, feedback];
    this.cases.set(businessSn, {
      ...one,
      ...line,
      feedbacks,
      state: stateFrom(feedbacks, this.#rules),
    });
  }

  /** The breaker closed: all that waits is due. */
  allDue(): void {
    const due = this.#world.date();
    for (const [sn, one] of this.cases)
      if (one.send.due != null && one.send.due > due)
        this.cases.set(sn, { ...one, send: { ...one.send, due } });
  }

  /** When the earliest work becomes claimable; null when nothing is due. */
  nextDue(): number | null {
    let earliest: number | null = null;
    for (const { send } of this.cases.values()) {
      if (send.due == null) continue;
      const at = Math.max(send.due.getTime(), send.until === null ? 0 : send.until.getTime() + 1);
      if (earliest === null || at < earliest) earliest = at;
    }
    return earliest;
  }
}

/** The state of a set of feedbacks; a failed withdrawal and the answer to an evaluation say nothing about it. */
export function stateFrom(
  feedbacks: readonly Feedback[],
  { stateOf, progressOf }: Pick<Rules, "stateOf" | "progressOf">,
): string {
  const progress = feedbacks.flatMap((one) => progressOf(one) ?? []);
  return progress.length === 0 ? "0" : stateOf("SQ1008", progress).state;
}
