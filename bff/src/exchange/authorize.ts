import { timingSafeEqual } from "node:crypto";
import { crypto } from "../crypto/provider.ts";
import { isKnown } from "./content.ts";
import { handlerOf } from "./handlers/index.ts";
import { type Header, isProvince } from "./header.ts";
import { type IncomingToken, stateOf } from "./peer-state.ts";
import type { Peer } from "./peers.ts";
import { type Answered, answerOf } from "./return-codes.ts";

/** What a system that is no province may send: it has no cases. */
const forOthers = new Set(["YZ1001", "XT1001", "CX1003"]);

const lifetime = 24 * 3600_000;

/** Judges a message by its header, before anything is decrypted: token first, then the interface. null: go on. */
export function authorize(header: Header, peer: Peer, now: Date): Answered | null {
  const handler = handlerOf(header.IPCType);
  const open = handler?.kind === "direct" && handler.open;
  if (!open && !isTrusted(header, peer, now)) return answerOf("noPermission");
  if (!isKnown(header.IPCType)) return answerOf("unknownInterface");
  if (!isProvince(peer.region) && !forOthers.has(header.IPCType)) return answerOf("noPermission");
  return handler === null ? answerOf("notOpen") : null;
}

/** Whether this header's Token is the living one of that peer. */
export function isTrusted({ Token }: Header, peer: Peer, now: Date): boolean {
  return isLive(Token, stateOf(peer.doc).incoming, now);
}

/** Compared by digest in constant time; the token belongs to the Source whose document holds it. */
function isLive(token: string, incoming: IncomingToken | null, now: Date): boolean {
  if (incoming === null || token === "") return false;
  const same = timingSafeEqual(crypto.sm3(token), Buffer.from(incoming.sm3, "hex"));
  return same && now.getTime() - incoming.at.getTime() < lifetime;
}
