import { wrapKey } from "../crypto/key-wrap.ts";
import { crypto } from "../crypto/provider.ts";
import { keysInUse, unseal } from "../crypto/sealed.ts";
import { portal } from "./header.ts";
import { type PeerDoc, Peers } from "./peer-model.ts";
import { openAccount, peerOf } from "./peers.ts";
import { newAccount, newKey, rotatePeer } from "./rotate-peer.ts";

/** What two parties hand each other before their first message. */
export interface Bundle {
  readonly systemId: string;
  readonly sm2PublicKey: string;
  /** The SM4 key that `systemId` seals with, wrapped with the receiver's SM2 public key. */
  readonly sm4Key: string;
  /** The receiver's login at `systemId`. */
  readonly account: { readonly user: string; readonly password: string };
  readonly url: string;
}

/**
 * Our bundle for a peer, made at the first call and the same afterwards (the key wrapped anew each time). `rotate` makes
 * a new account and SM4 key (rotate-peer.ts says when they hold). Throws an error in one sentence.
 */
export async function exportPeer(
  region: string,
  theirPublicKey: string,
  ourUrl: string,
  { rotate = false, now = new Date() } = {},
): Promise<Bundle> {
  const publicKey = crypto.sm2.publicKey(theirPublicKey);
  if (publicKey === null)
    throw new Error("the SM2 public key is not a point of the curve (130 hex digits, 04…)");
  const known = await ensurePeer(region, now);
  let doc = rotate ? await rotatePeer(known, now) : known;
  if (doc.sm2PublicKey !== publicKey) doc = await change(region, { sm2PublicKey: publicKey });
  const place = { id: region, path: "ourKeys" };
  const newest = Buffer.from(unseal(doc.ourKeys.at(-1)!.sealed, place), "hex");
  return {
    systemId: portal,
    sm2PublicKey: keysInUse().sm2.publicKey,
    sm4Key: wrapKey(newest, publicKey, peerOf(doc, now).dialect.sm2),
    account: openAccount(region, "accountOurs", doc.accountOurs),
    url: ourUrl,
  };
}

/** The peer's document; a region met for the first time gets its account and our key for it. */
export async function ensurePeer(region: string, now: Date): Promise<PeerDoc> {
  const found = await Peers.findById(region).maxTimeMS(5_000).lean<PeerDoc>();
  if (found) return found;
  const first = { _id: region, accountOurs: newAccount(region), ourKeys: [newKey(region, now)] };
  // Two at once: the first one's stays.
  await Peers.create(first).catch((error) => {
    if (error?.code !== 11000) throw error;
  });
  return (await Peers.findById(region).maxTimeMS(5_000).lean<PeerDoc>())!;
}

async function change(region: string, values: Partial<PeerDoc>): Promise<PeerDoc> {
  const options = { returnDocument: "after", maxTimeMS: 5_000 } as const;
  return (await Peers.findOneAndUpdate({ _id: region }, { $set: values }, options).lean<PeerDoc>())!;
}
