import { carryOut, prepare } from "./call.ts";
import { peers } from "./collections.ts";
import type { Shell } from "./deps.ts";
import type { Health } from "./health.ts";
import type { HeartbeatState, PeerState } from "./peer-state.ts";
import { loadPeer } from "./peers.ts";
import { nextSerial } from "./serial-number.ts";

/** XT1001: ours every five minutes, as a probe every 20 to 30 s while the breaker is open; theirs is watched (6.9). */
export interface Heart {
  /** Looks after one peer; called each second or so, and returns at once: a peer that hangs holds up nobody else. */
  tick(state: PeerState): void;
  /** Waits for heartbeats under way. */
  stop(): Promise<void>;
}

/** The silence that is to be told now: none, or that which began with the last heartbeat of theirs. Pure. */
export function silenceToTell(hb: HeartbeatState, now: Date, longest: number): boolean {
  if (hb.theirsAt === null || now.getTime() - hb.theirsAt.getTime() <= longest) return false;
  return hb.alarmedAt === null || hb.alarmedAt < hb.theirsAt;
}

export function heart(shell: Shell, health: Health): Heart {
  const { clock, log, timing } = shell;
  const busy = new Map<string, Promise<void>>();

  async function beat(region: string): Promise<void> {
    const peer = await loadPeer(region);
    if (peer === null || peer.url === null) return;
    const call = await prepare(
      peer,
      { ipc: "XT1001", serial: await nextSerial(region, clock.now()), body: "" },
      {},
      shell,
    );
    const { outcome } = await carryOut(call, timing.heartbeatTimeout, shell);
    await health.report(peer, outcome);
  }

  async function due({ region, hb, breaker }: PeerState, now: Date): Promise<boolean> {
    if (breaker.openedAt !== null) {
      return (breaker.probeDue === null || breaker.probeDue <= now) && (await health.mayProbe(region));
    }
    if (hb.due !== null && hb.due > now) return false;
    // One instance wins: the others find another date there. (`null` also matches a field that is not there yet.)
    const next = new Date(now.getTime() + timing.heartbeat);
    const won = await peers().updateOne({ _id: region, "hb.due": hb.due }, { $set: { "hb.due": next } });
    return won.matchedCount === 1;
  }

  async function lookAfter(state: PeerState): Promise<void> {
    const now = clock.now();
    if (silenceToTell(state.hb, now, timing.silence)) {
      const untold = { _id: state.region, "hb.alarmedAt": state.hb.alarmedAt };
      const { matchedCount } = await peers().updateOne(untold, { $set: { "hb.alarmedAt": now } });
      if (matchedCount === 1) log.error({ alarm: "silent", peer: state.region }, "no heartbeat of the peer");
    }
    if (state.url !== null && (await due(state, now))) await beat(state.region);
  }

  return {
    tick(state) {
      const { region } = state;
      if (busy.has(region)) return;
      const work = lookAfter(state)
        .catch((error) => log.warn({ err: error, peer: region }, "a heartbeat could not be sent"))
        .finally(() => busy.delete(region));
      busy.set(region, work);
    },
    async stop() {
      await Promise.all(busy.values());
    },
  };
}
