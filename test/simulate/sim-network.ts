import type { Outcome } from "../../bff/src/exchange/decide-outbox.ts";
import type { Rules } from "./rules.ts";
import type { SimInstance } from "./sim-instance.ts";
import type { SimProvince } from "./sim-province.ts";
import type { SimStore } from "./sim-store.ts";

export const done: Outcome = { kind: "answered", code: "0000", message: "" };

/** The way from one instance to the province and back, and what it means for the breaker. */
export class SimNetwork {
  readonly #instance: SimInstance;
  readonly #store: SimStore;
  readonly #province: SimProvince;
  readonly #rules: Rules;

  constructor(instance: SimInstance, store: SimStore, province: SimProvince, rules: Rules) {
    this.#instance = instance;
    this.#store = store;
    this.#province = province;
    this.#rules = rules;
  }

  /** The network: what arrives, arrives whether the sender lives or not; what does not come back in time is unknown. */
  post(arrive: () => Outcome, timeout: number, tell: (outcome: Outcome) => void): void {
    const instance = this.#instance;
    const then = (outcome: Outcome) => {
      this.#report(outcome);
      tell(outcome);
    };
    const { world, life } = instance;
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
        // A process that died meanwhile hears nothing, and its successor is another.
        if (instance.life !== life) return;
        if (back <= timeout) instance.step(20, "after post", () => then(outcome));
        else instance.step(Math.max(0, timeout - slow), "after post", () => then(unknown));
      });
    });
  }

  #report(outcome: Outcome): void {
    const { world } = this.#instance;
    if (outcome.kind === "notTried") return;
    const event =
      outcome.kind === "answered"
        ? ({ type: "answered" } as const)
        : ({ type: "failed", chance: world.chance.draw("probe") } as const);
    const { state, effect } = this.#rules.decideBreaker(this.#store.breaker, event, this.#instance.date());
    this.#store.breaker = state;
    if (effect === "closed") this.#store.allDue();
  }
}
