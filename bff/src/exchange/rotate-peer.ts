import { randomBytes } from "node:crypto";
import { seal } from "../crypto/sealed.ts";
import { type PeerDoc, Peers } from "./peer-model.ts";
import { keyInUse, type Peer, peerOf } from "./peers.ts";

/**
 * A new account and SM4 key of ours for a peer. It may take days to take them: until it logs in with the new account we
 * seal with the former key and its former account is good, so that nothing is refused meanwhile. A peer that never
 * logged in has nothing to lose: for it they hold at once. A second change before that replaces the first.
 */
export async function rotatePeer(known: PeerDoc, now: Date): Promise<PeerDoc> {
  for (let doc: PeerDoc | null = known; doc !== null; ) {
    const region: string = doc._id;
    const before = doc.accountBefore ?? null;
    const used = doc.incoming != null || before !== null;
    const values: Partial<PeerDoc> = {
      ourKeys: [keyInUse(doc)!, newKey(region, used ? null : now)],
      accountOurs: newAccount(region),
      accountBefore: used ? (before ?? doc.accountOurs) : null,
    };
    // It may log in, or be changed by somebody else, in this moment: then from what stands there now.
    const unchanged = {
      "accountOurs.user": doc.accountOurs.user,
      "accountBefore.user": before?.user ?? null,
    };
    const changed = await Peers.findOneAndUpdate(
      { _id: region, ...unchanged },
      { $set: values },
      { returnDocument: "after", maxTimeMS: 5_000 },
    ).lean<PeerDoc>();
    if (changed !== null) return changed;
    doc = await Peers.findById(region).maxTimeMS(5_000).lean<PeerDoc>();
  }
  throw new Error("the peer is gone");
}

/** The peer has logged in with the newest account: from here on only that bundle holds. Again: nothing. */
export function useNewest(doc: PeerDoc, now: Date): Promise<void> {
  return show(doc, now, { accountBefore: null });
}

/** The peer has read what the newest key sealed. Its former account is good until it uses the new one. */
export function useNewestKey(doc: PeerDoc, now: Date): Promise<void> {
  return show(doc, now, {});
}

async function show({ _id, accountOurs, ourKeys }: PeerDoc, now: Date, more: Partial<PeerDoc>) {
  // Keys and account are changed together: the account tells that these are still the keys.
  const newest = ourKeys.length - 1;
  await Peers.updateOne(
    { _id, "accountOurs.user": accountOurs.user },
    { $set: { [`ourKeys.${newest}.from`]: now, ...more } },
  ).maxTimeMS(5_000);
}

/** The peer as one that has our newest key; null where that is the key in use. */
export function withNewestKey({ doc }: Peer, now: Date): Peer | null {
  const newest = doc.ourKeys.at(-1)!;
  return newest.from === null ? peerOf({ ...doc, ourKeys: [{ ...newest, from: now }] }, now) : null;
}

/**
 * An operator's word that nothing former holds any more, in both directions: our new key and account at once, their
 * former key no longer. Whoever is logged in with the former account is logged out. Throws for a peer that there is not.
 */
export async function retireOld(region: string, now: Date): Promise<void> {
  const doc = await Peers.findById(region).maxTimeMS(5_000).lean<PeerDoc>();
  if (doc === null) throw new Error(`${region} is not known: export its bundle first`);
  if (doc.accountBefore != null) {
    await useNewest(doc, now);
    await Peers.updateOne({ _id: region }, { $unset: { incoming: 1 } }).maxTimeMS(5_000);
  }
  const theirKeys = doc.theirKeys.slice(0, 1);
  await Peers.updateOne({ _id: region }, { $set: { theirKeys } }).maxTimeMS(5_000);
}

export function newAccount(region: string) {
  const password = randomBytes(24).toString("base64url");
  const user = `${region}-${randomBytes(4).toString("hex")}`;
  return { user, password: seal(password, { id: region, path: "accountOurs" }) };
}

export function newKey(region: string, from: Date | null) {
  return { sealed: seal(randomBytes(16).toString("hex"), { id: region, path: "ourKeys" }), from };
}
