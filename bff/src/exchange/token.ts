import { setTimeout as sleep } from "node:timers/promises";
import { valuesOf } from "shared-types/body.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { carryOut, prepare } from "./call.ts";
import { decideToken, type TokenEvent, type TokenState } from "./decide-token.ts";
import type { Shell } from "./deps.ts";
import { failpoint } from "./failpoint.ts";
import type { Health } from "./health.ts";
import { changeState } from "./peer-state.ts";
import { accountOf, loadPeer } from "./peers.ts";
import { nextSerial } from "./serial-number.ts";

export interface Token {
  readonly gen: number;
  readonly token: string;
}

/** Shares one token a peer between all instances; one of them logs in at a time (reliability 2.6). */
export interface TokenKeeper {
  /** A live token newer than generation `stale`; null when there was none within `ms`. */
  get(region: string, stale: number | null, ms: number, quiet?: boolean): Promise<Token | null>;
  /** The token in a state just read, without asking the store again; null when something must be done first. */
  at(region: string, state: TokenState): Token | null;
}

/** Must end well within the log-in's lease of 30 s. */
const loginTimeout = 20_000;

export function tokenKeeper(shell: Shell, health: Health): TokenKeeper {
  const { clock, log, instance: me, stopping } = shell;

  const decide = (region: string, event: TokenEvent) =>
    changeState(region, "token", (state) => decideToken(state, event, clock.now()));

  async function get(region: string, stale: number | null, ms: number, quiet = false): Promise<Token | null> {
    const end = performance.now() + ms;
    let event: TokenEvent = { type: "need", me, stale, quiet };
    while (!stopping.aborted) {
      const decision = await decide(region, event);
      if (decision === null) return null;
      event = { type: "need", me, stale, quiet };
      for (const effect of decision.effects) {
        if (effect.type === "alarm") log.error({ alarm: effect.what, peer: region }, "token alarm");
        else if (effect.type === "use") return opened(region, decision.state);
        else if (effect.type === "giveUp") return null;
        else if (effect.type === "login") event = await logIn(region, effect.gen, stale);
        else if (performance.now() + effect.ms > end) return null;
        else await sleep(effect.ms * (1 + Math.random() / 2));
      }
    }
    return null;
  }

  async function logIn(region: string, gen: number, stale: number | null): Promise<TokenEvent> {
    const failed = (refused: boolean): TokenEvent => ({ type: "loginFailed", me, refused, stale });
    try {
      const peer = await loadPeer(region);
      const account = peer && accountOf(peer);
      if (!account) return failed(true);
      const serial = await nextSerial(region, clock.now());
      const request = { ipc: "YZ1001", serial, body: { YZ1001: { ...account } } };
      const call = await prepare(peer, request, {}, shell);
      const { outcome, body } = await carryOut(call, Math.min(loginTimeout, shell.timing.postTimeout), shell);
      await health.report(peer, outcome);
      if (outcome.kind !== "answered") return failed(false);
      const { token } = valuesOf("YZ1001", body, "response").values;
      if (outcome.code !== "0000" || token === undefined) return failed(true);
      failpoint("after-login");
      return { type: "loggedIn", me, gen, sealed: seal(token, placeOf(region)) };
    } catch (error) {
      log.warn({ err: error, peer: region }, "log-in could not be carried out");
      return failed(false);
    }
  }

  return {
    get,
    at(region, state) {
      const { effects } = decideToken(state, { type: "need", me, stale: null, quiet: false }, clock.now());
      return effects[0]?.type === "use" ? opened(region, state) : null;
    },
  };
}

const placeOf = (region: string) => ({ id: region, path: "token" });

function opened(region: string, { gen, sealed }: TokenState): Token | null {
  return sealed === null ? null : { gen, token: unseal(sealed, placeOf(region)) };
}
