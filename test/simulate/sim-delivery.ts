import {
  type Attempt,
  type Event,
  leaseForPost,
  type Outcome,
} from "../../bff/src/exchange/decide-outbox.ts";
import type { Patch } from "../../bff/src/exchange/outbox-rules.ts";
import { type Ramp, slowly } from "../../bff/src/exchange/ramp.ts";
import type { Rules } from "./rules.ts";
import type { SimInstance } from "./sim-instance.ts";
import { done, SimNetwork } from "./sim-network.ts";
import type { Post, SimProvince } from "./sim-province.ts";
import type { Message, SimCase, SimStore } from "./sim-store.ts";
import { SimTokens, type Token } from "./sim-tokens.ts";

const lease = 60_000;
const postTimeout = 30_000;

/** What the design allows to be under way after so many answers, said once more for the checker. */
const allowed = (answers: number) => (answers < 1 ? 1 : answers < 3 ? 2 : answers < 7 ? 4 : 8);

/** The hands of one instance's outbox: each effect that the rules decide becomes steps in time. */
export class SimDelivery {
  readonly #instance: SimInstance;
  readonly #store: SimStore;
  readonly #province: SimProvince;
  readonly #rules: Rules;
  readonly #alreadyHave: Attempt["alreadyHave"];
  readonly #network: SimNetwork;
  readonly #tokens: SimTokens;
  /** The life whose look for work is under way. */
  #looking = 0;
  #turn = 0;
  #ramp: Ramp = slowly;
  /** Of this life and since the breaker closed: then the ramp begins anew. */
  #answers = 0;
  #rampOf = "";

  constructor(
    instance: SimInstance,
    store: SimStore,
    province: SimProvince,
    rules: Rules,
    alreadyHave: Attempt["alreadyHave"],
  ) {
    this.#instance = instance;
    this.#store = store;
    this.#province = province;
    this.#rules = rules;
    this.#alreadyHave = alreadyHave;
    this.#network = new SimNetwork(instance, store, province, rules);
    this.#tokens = new SimTokens(instance, store, province, this.#network, rules);
  }

  /** Looks for due work, then again when the next may be due; news comes before that. */
  poll(): void {
    const instance = this.#instance;
    if (!instance.alive || this.#looking === instance.life) return;
    this.#turn += 1;
    this.#setRamp();
    const due = this.#store.nextDue();
    const { now } = instance.world;
    if (this.#store.breaker.openedAt !== null) this.#probe();
    else if (due === null) return;
    else if (due > now) this.#again(due - now + 1);
    else if (instance.underWay >= this.#ramp.limit) this.#again(1_000);
    else this.#claim();
  }

  #setRamp(): void {
    const of = `${this.#instance.life} ${this.#store.breaker.closedAt?.getTime()}`;
    if (of === this.#rampOf) return;
    this.#rampOf = of;
    this.#ramp = slowly;
    this.#answers = 0;
  }

  #noteOutcome(outcome: Outcome): void {
    if (outcome.kind === "notTried") return;
    const ok = outcome.kind === "answered";
    if (ok) this.#answers += 1;
    this.#ramp = this.#rules.ramped(this.#ramp, ok);
  }

  #again(ms: number): void {
    this.#looking = 0;
    const turn = this.#turn;
    this.#instance.step(ms, "poll", () => turn === this.#turn && this.poll());
  }

  #probe(): void {
    const { world } = this.#instance;
    const event = { type: "probe", chance: world.chance.draw("probe") } as const;
    const { state, effect } = this.#rules.decideBreaker(this.#store.breaker, event, this.#instance.date());
    this.#store.breaker = state;
    const wait = Math.max(1_000, (state.probeDue?.getTime() ?? 0) - world.now);
    if (effect !== "probe") this.#again(wait);
    else {
      this.#looking = this.#instance.life;
      this.#network.post(
        () => done,
        10_000,
        () => this.#again(0),
      );
    }
  }

  #claim(): void {
    const instance = this.#instance;
    this.#looking = instance.life;
    this.#tokens.get(null, (token) => {
      if (token === null) this.#again(1_000);
      else
        instance.ask(
          "claim",
          () => this.#store.claim(instance.me, lease),
          (taken) => {
            if (taken !== null) this.#attempt(taken);
            this.#again(taken === null ? 1_000 : 0);
          },
        );
    });
  }

  #attempt(taken: SimCase): void {
    const instance = this.#instance;
    const entry = taken.outbox.find(({ st }) => st === "SENDING")!;
    instance.world.tell(
      () => `${instance.me} claims ${entry.id} (fence ${taken.send.fence}${entry.unsure ? ", unsure" : ""})`,
    );
    instance.underWay += 1;
    if (instance.underWay > allowed(this.#answers))
      instance.world.violate(`stampede: ${instance.underWay} at once after ${this.#answers} answers`);
    let last: Outcome = { kind: "notTried", why: "" };
    let token: Token = { gen: 0, token: "" };
    let state: Attempt = {
      entry,
      fence: taken.send.fence,
      leaseEnd: taken.send.until!.getTime(),
      alreadyHave: this.#alreadyHave,
      gen: 0,
      renewed: false,
    };
    const over = (outcome: Outcome): Event => ({
      type: "over",
      outcome,
      chance: instance.world.chance.draw("back-off"),
    });
    const go = (event: Event): void => {
      if (event.type === "over") last = event.outcome;
      const decision = this.#rules.decide(state, event, instance.world.now, leaseForPost);
      state = decision.state;
      for (const effect of decision.effects) {
        if (effect.type === "token")
          this.#tokens.get(effect.stale, (got) => {
            token = got ?? token;
            go(got === null ? over({ kind: "notTried", why: "token" }) : { type: "token", gen: got.gen });
          });
        else if (effect.type === "log")
          instance.ask(
            "log",
            () => this.#writeDown(entry, state),
            (written) => go(written === null ? over({ kind: "notTried", why: "log" }) : { type: "logged" }),
          );
        else if (effect.type === "post")
          this.#post(taken, entry, state, token, (outcome) => go(over(outcome)));
        else if (effect.type === "end") {
          this.#noteOutcome(last);
          this.#end(taken, entry, effect.patch, state);
        }
      }
    };
    go({ type: "claimed" });
  }

  #writeDown(entry: Message, { fence }: Attempt): true {
    if (this.#rules.logBeforePost) this.#store.log.add(`${entry.id}/${fence}`);
    return true;
  }

  #post(
    taken: SimCase,
    entry: Message,
    { fence }: Attempt,
    { token }: Token,
    then: (outcome: Outcome) => void,
  ): void {
    const { world } = this.#instance;
    const application = taken.outbox.find(({ ipc }) => ipc === "SQ1008");
    const post: Post = {
      serial: entry.serial,
      businessSn: taken.businessSn,
      ipc: entry.ipc,
      token,
      ownApplicationOpen: ["READY", "WAIT", "SENDING"].includes(application?.st ?? ""),
    };
    const arrive = () => {
      if (!this.#store.log.has(`${entry.id}/${fence}`))
        world.violate(`I7: ${entry.id} was posted and not written down`);
      return this.#province.take(post);
    };
    this.#network.post(arrive, postTimeout, then);
  }

  #end(taken: SimCase, entry: Message, patch: Patch, state: Attempt): void {
    const instance = this.#instance;
    const { me } = instance;
    const apply = () => {
      const written = this.#store.end(taken.businessSn, me, state.fence, entry.id, patch);
      const holds = this.#province.effects.get(taken.businessSn)?.includes(entry.ipc);
      // Told at this moment: a feedback that puts it right later comes too late for the applicant.
      if (written && patch.st === "REFUSED" && holds)
        instance.world.violate(`I11: ${entry.id} is told to be refused, the province holds it`);
      return written;
    };
    instance.ask("end", apply, (written) => {
      // The store was away: again while the lease lasts.
      if (written === null && instance.world.now + 200 < state.leaseEnd)
        return instance.step(200, "end again", () => this.#end(taken, entry, patch, state));
      instance.world.tell(() => `${me} ends ${entry.id}: ${written === true ? patch.st : "nothing written"}`);
      instance.underWay -= 1;
      this.poll();
    });
  }
}
