import type { PeerHealth } from "shared-types";
import type { Config } from "../config.ts";
import { stateOf } from "../exchange/peer-state.ts";
import { loadPeer } from "../exchange/peers.ts";
import { nameOfRegion } from "./region-name.ts";

/** Whether a province's system answers, for those who are about to fill in a form; null when we know no such system. */
export async function peerHealth(region: string, config: Config): Promise<PeerHealth | null> {
  const peer = await loadPeer(region);
  if (peer === null) return null;
  const { breaker, hb } = stateOf(peer.doc);
  return {
    region,
    name: nameOfRegion(region, config),
    status: breaker.openedAt === null ? "ok" : "down",
    lastAnswerAt: hb.lastAnswerAt?.toISOString() ?? null,
  };
}
