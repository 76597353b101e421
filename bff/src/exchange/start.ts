import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { useKeys } from "../crypto/sealed.ts";
import type { Answer, ExchangeDeps, Shell } from "./deps.ts";
import { healthKeeper } from "./health.ts";
import { heart } from "./heartbeat.ts";
import { type Kept, unfinished } from "./inbox.ts";
import { startOutbox } from "./outbox.ts";
import { readStates } from "./peer-state.ts";
import { usePeers } from "./peers.ts";
import { receive, redo } from "./receive.ts";
import { storeClock } from "./store-clock.ts";
import { standardTiming } from "./timing.ts";
import { tokenKeeper } from "./token.ts";

/** How one peer stands, for people. */
export interface PeerStatus {
  readonly region: string;
  readonly name: string;
  /** `down`: only probes go out to it. */
  readonly status: "ok" | "down";
  readonly lastAnswerAt: Date | null;
  readonly lastCode: string | null;
  /** When its own heartbeat last came. */
  readonly theirsAt: Date | null;
}

export interface Exchange {
  /** Settled once the store has told its time: before that nothing is sent, and nobody should be let in. */
  readonly ready: Promise<void>;
  /** The store's time, which all instances share; the host's own clock may be wrong. */
  now(): Date;
  /** Answers a message of a peer; never throws. */
  receive(raw: Buffer, ip: string): Promise<Answer>;
  /** Something was queued for this peer. */
  wake(region: string): void;
  status(): Promise<PeerStatus[]>;
  /** Claims no more and waits for its own POSTs, 35 s at most. */
  stop(): Promise<void>;
}

/** Starts sending, heartbeats and the sweeper. The store must be connected; while it is away, all of it waits. */
export function startExchange(deps: ExchangeDeps): Exchange {
  useKeys(deps.keys);
  usePeers(deps);
  const { log } = deps;
  const ending = new AbortController();
  const timing = { ...standardTiming, ...deps.timing };
  const shell: Shell = { log, timing, clock: storeClock(), instance: randomUUID(), stopping: ending.signal };
  const door = { ...shell, deps };
  const health = healthKeeper(shell);
  const pulse = heart(shell, health);
  const outbox = startOutbox(shell, health, tokenKeeper(shell, health));

  const ready = askTime();
  const rounds = [
    round(timing.poll, async () => {
      const states = await readStates();
      for (const state of states) {
        outbox.tick(state);
        pulse.tick(state);
      }
    }),
    round(timing.clockSync, () => shell.clock.sync()),
    round(timing.sweep / 3, async () => {
      const before = new Date(shell.clock.now().getTime() - timing.sweep);
      for (const kept of await unfinished(before)) await again(kept);
    }),
  ];

  /** An instance that went by its host's clock could hold a log-in for a day (found by simulation). */
  async function askTime(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        return await shell.clock.sync();
      } catch (error) {
        log.warn({ err: error }, "the store does not tell its time");
        await sleep(timing.poll, undefined, { signal: ending.signal }).catch(() => {});
      }
    }
  }

  /** One that cannot be handled must not stand before the others. */
  async function again(kept: Kept): Promise<void> {
    await redo(kept, door).catch((error) => {
      const { peer, ipc, serial } = kept.incoming;
      log.error({ err: error, peer, ipc, serial }, "a kept message could not be handled");
    });
  }

  /** Does `work` again and again, `ms` after its end; a store that is away only delays it. */
  async function round(ms: number, work: () => Promise<void>): Promise<void> {
    await ready;
    while (!ending.signal.aborted) {
      await work().catch((error) => {
        if (!ending.signal.aborted) log.warn({ err: error }, "a round of the exchange failed");
      });
      await sleep(ms, undefined, { signal: ending.signal }).catch(() => {});
    }
  }

  return {
    ready,
    now: () => shell.clock.now(),
    receive: (raw, ip) => receive(raw, ip, door),
    wake: (region) => outbox.wake(region),
    async status() {
      return (await readStates()).map(({ region, name, breaker, hb }) => ({
        ...{ region, name, status: breaker.openedAt === null ? "ok" : "down" },
        ...{ lastAnswerAt: hb.lastAnswerAt, lastCode: hb.lastCode, theirsAt: hb.theirsAt },
      }));
    },
    async stop() {
      ending.abort();
      // A store or a peer that hangs must not hold up the end: a lease that runs out says enough.
      const ended = Promise.all([outbox.stop(), pulse.stop(), ...rounds]);
      await Promise.race([ended, sleep(timing.drain, undefined, { ref: false })]);
    },
  };
}
