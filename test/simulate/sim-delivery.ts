import {
  type Attempt,
  type Event,
  leaseForPost,
  type Outcome,
} from "../../bff/src/exchange/decide-outbox.ts";
import type { TokenEvent } from "../../bff/src/exchange/decide-token.ts";
import type { Patch } from "../../bff/src/exchange/outbox-rules.ts";
import type { Rules } from "./rules.ts";
import type { SimInstance } from "./sim-instance.ts";
import type { Post, SimProvince } from "./sim-province.ts";
import type { Message, SimCase, SimStore } from "./sim-store.ts";

const lease = 60_000;
const postTimeout = 30_000;
const tokenWait = 20_000;
const atOnce = 2;

type Token = { readonly gen: number; readonly token: string };

/** The hands of one instance's outbox and token keeper: each effect that the rules decide becomes steps in time. */
export class SimDelivery {
  readonly #instance: SimInstance;
  readonly #store: SimStore;
  readonly #province: SimProvince;
  readonly #rules: Rules;
  readonly #alreadyHave: Attempt["alreadyHave"];
  #polling = 0;

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
  }

  /** Looks for due work, then again when the next may be due. */
  poll(): void {
    const instance = this.#instance;
    if (!instance.alive || this.#polling === instance.life) return;
    this.#polling = instance.life;
    const due = this.#store.nextDue();
    const { now } = instance.world;
    if (this.#store.breaker.openedAt !== null) this.#probe();
    else if (due === null) this.#polling = 0;
    else if (due > now) this.#again(due - now + 1);
    else if (instance.underWay >= atOnce) this.#again(1_000);
    else this.#claim();
  }

  #again(ms: number): void {
    this.#instance.step(ms, "poll", () => {
      this.#polling = 0;
      this.poll();
    });
  }

  #probe(): void {
    const { world } = this.#instance;
    const event = { type: "probe", chance: world.chance.draw("probe") } as const;
    const { state, effect } = this.#rules.decideBreaker(this.#store.breaker, event, world.date());
    this.#store.breaker = state;
    const wait = Math.max(1_000, (state.probeDue?.getTime() ?? 0) - world.now);
    if (effect !== "probe") this.#again(wait);
    else
      this.#transmit(
        () => answered("0000"),
        10_000,
        (outcome) => {
          this.#report(outcome);
          this.#again(0);
        },
      );
  }

  #claim(): void {
    const instance = this.#instance;
    this.#token(null, (token) => {
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
    let token: Token = { gen: 0, token: "" };
    let state: Attempt = {
      ...{ entry, fence: taken.send.fence, leaseEnd: taken.send.until!.getTime() },
      ...{ alreadyHave: this.#alreadyHave, gen: 0, renewed: false },
    };
    const over = (outcome: Outcome): Event => ({
      type: "over",
      outcome,
      chance: instance.world.chance.draw("back-off"),
    });
    const go = (event: Event): void => {
      const decision = this.#rules.decide(state, event, instance.world.now, leaseForPost);
      state = decision.state;
      for (const effect of decision.effects) {
        if (effect.type === "token")
          this.#token(effect.stale, (got) => {
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
          this.#post(taken, entry, state, token, (outcome) => {
            this.#report(outcome);
            go(over(outcome));
          });
        else if (effect.type === "end") this.#end(taken, entry, effect.patch, state);
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
      ...{ serial: entry.serial, businessSn: taken.businessSn, ipc: entry.ipc, token },
      ownApplicationOpen: ["READY", "WAIT", "SENDING"].includes(application?.st ?? ""),
    };
    const arrive = () => {
      if (!this.#store.log.has(`${entry.id}/${fence}`))
        world.violate(`I7: ${entry.id} was posted and not written down`);
      return this.#province.take(post);
    };
    this.#transmit(arrive, postTimeout, then);
  }

  /** The network: what arrives, arrives whether the sender lives or not; what does not come back in time is unknown. */
  #transmit(arrive: () => Outcome, timeout: number, then: (outcome: Outcome) => void): void {
    const instance = this.#instance;
    const { world } = instance;
    const unknown: Outcome = { kind: "unknown", why: "timeout" };
    instance.step(1, "before post", () => {
      if (this.#province.down)
        return instance.step(5, "after post", () => then({ kind: "notSent", why: "ECONNREFUSED" }));
      if (world.chance.fault("network: request lost", 0.03))
        return instance.step(timeout, "after post", () => then(unknown));
      const slow = world.chance.fault("network: slow", 0.03)
        ? world.chance.between("how slow", 5_000, 45_000)
        : 20;
      world.later(slow, () => {
        const outcome = arrive();
        if (world.chance.fault("network: request doubled", 0.02)) world.later(40, arrive);
        const back = world.chance.fault("network: answer lost", 0.05) ? Number.POSITIVE_INFINITY : slow + 20;
        if (back <= timeout) instance.step(20, "after post", () => then(outcome));
        else instance.step(Math.max(0, timeout - slow), "after post", () => then(unknown));
      });
    });
  }

  #end(taken: SimCase, entry: Message, patch: Patch, state: Attempt): void {
    const instance = this.#instance;
    const { me } = instance;
    const apply = () => this.#store.end(taken.businessSn, me, state.fence, entry.id, patch);
    instance.ask("end", apply, (written) => {
      // The store was away: again while the lease lasts.
      if (written === null && instance.world.now + 200 < state.leaseEnd)
        return instance.step(200, "end again", () => this.#end(taken, entry, patch, state));
      instance.world.tell(() => `${me} ends ${entry.id}: ${written === true ? patch.st : "nothing written"}`);
      instance.underWay -= 1;
      this.poll();
    });
  }

  #report(outcome: Outcome): void {
    const { world } = this.#instance;
    if (outcome.kind === "notTried") return;
    const event =
      outcome.kind === "answered"
        ? ({ type: "answered" } as const)
        : ({ type: "failed", chance: world.chance.draw("probe") } as const);
    const { state, effect } = this.#rules.decideBreaker(this.#store.breaker, event, world.date());
    this.#store.breaker = state;
    if (effect === "closed") this.#store.allDue();
  }

  #token(stale: number | null, then: (token: Token | null) => void): void {
    const instance = this.#instance;
    const { world, me } = instance;
    const until = world.now + tokenWait;
    const go = (event: TokenEvent): void =>
      instance.ask(
        "token",
        () => {
          const decision = this.#rules.decideToken(this.#store.token, event, world.date());
          this.#store.token = decision.state;
          if (decision.effects.some(({ type }) => type === "login")) this.#store.noteLogIn();
          return decision;
        },
        (decision) => {
          const need: TokenEvent = { type: "need", me, stale, quiet: false };
          for (const effect of decision?.effects ?? []) {
            if (effect.type === "alarm") continue;
            if (effect.type === "use") then({ gen: effect.gen, token: decision?.state.sealed ?? "" });
            else if (effect.type === "login") this.#logIn(effect.gen, go);
            else if (effect.type === "wait" && world.now + effect.ms <= until)
              instance.step(Math.max(effect.ms, 500), "wait for a token", () => go(need));
            else then(null);
          }
          if (decision === null) then(null);
        },
      );
    go({ type: "need", me, stale, quiet: false });
  }

  #logIn(gen: number, then: (event: TokenEvent) => void): void {
    const { me, world } = this.#instance;
    let token = "";
    const arrive = () => {
      token = this.#province.logIn();
      world.tell(() => `${me} logs in for generation ${gen}`);
      return answered("0000");
    };
    this.#transmit(arrive, 20_000, (outcome) => {
      this.#report(outcome);
      const done = outcome.kind === "answered";
      then(done ? { type: "loggedIn", me, gen, sealed: token } : { type: "loginFailed", me, refused: false });
    });
  }
}

function answered(code: string): Outcome {
  return { kind: "answered", code, message: "" };
}
