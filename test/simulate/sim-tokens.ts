import type { TokenEvent } from "../../bff/src/exchange/decide-token.ts";
import type { Rules } from "./rules.ts";
import type { SimInstance } from "./sim-instance.ts";
import { done, type SimNetwork } from "./sim-network.ts";
import type { SimProvince } from "./sim-province.ts";
import type { SimStore } from "./sim-store.ts";

export interface Token {
  readonly gen: number;
  readonly token: string;
}

const tokenWait = 20_000;

/** The token keeper's hands in one instance. */
export class SimTokens {
  readonly #instance: SimInstance;
  readonly #store: SimStore;
  readonly #province: SimProvince;
  readonly #network: SimNetwork;
  readonly #rules: Rules;

  constructor(
    instance: SimInstance,
    store: SimStore,
    province: SimProvince,
    network: SimNetwork,
    rules: Rules,
  ) {
    this.#instance = instance;
    this.#store = store;
    this.#province = province;
    this.#network = network;
    this.#rules = rules;
  }

  get(stale: number | null, then: (token: Token | null) => void): void {
    const instance = this.#instance;
    const { world, me } = instance;
    const until = world.now + tokenWait;
    const go = (event: TokenEvent): void =>
      instance.ask(
        "token",
        () => {
          const decision = this.#rules.decideToken(this.#store.token, event, instance.date());
          this.#store.token = decision.state;
          if (decision.effects.some(({ type }) => type === "login")) this.#store.noteLogIn();
          return decision;
        },
        (decision) => {
          const need: TokenEvent = { type: "need", me, stale, quiet: false };
          for (const effect of decision?.effects ?? []) {
            if (effect.type === "alarm") continue;
            if (effect.type === "use") then({ gen: effect.gen, token: decision?.state.sealed ?? "" });
            else if (effect.type === "login") this.#logIn(effect.gen, stale, go);
            else if (effect.type === "wait" && world.now + effect.ms <= until)
              instance.step(Math.max(effect.ms, 500), "wait for a token", () => go(need));
            else then(null);
          }
          if (decision === null) then(null);
        },
      );
    go({ type: "need", me, stale, quiet: false });
  }

  #logIn(gen: number, stale: number | null, then: (event: TokenEvent) => void): void {
    const { me, world } = this.#instance;
    let token = "";
    const arrive = () => {
      token = this.#province.logIn();
      world.tell(() => `${me} logs in for generation ${gen}`);
      return done;
    };
    this.#network.post(arrive, 20_000, ({ kind }) => {
      then(
        kind === "answered"
          ? { type: "loggedIn", me, gen, sealed: token }
          : { type: "loginFailed", me, refused: false, stale },
      );
    });
  }
}
