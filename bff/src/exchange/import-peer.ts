import { unwrapKey } from "../crypto/key-wrap.ts";
import { crypto } from "../crypto/provider.ts";
import { keysInUse, seal } from "../crypto/sealed.ts";
import { type Bundle, ensurePeer } from "./export-peer.ts";
import type { PeerDoc, StoredPlatform } from "./peer-model.ts";
import { Peers } from "./peer-model.ts";
import { accountOf, peerOf } from "./peers.ts";
import { urlFault } from "./transports/peer-url.ts";

/** How long a peer's former SM4 key stays valid on receipt. */
const oldKeyDays = 7;

/** A peer's own bundle; `platform` when its messages go by the exchange platform. */
export type PeerBundle = Bundle & { readonly platform?: StoredPlatform };

/**
 * Takes a peer's bundle, so that its next message is read with the new key and ours go to its url. A former key stays
 * valid on receipt for a week; a new account or url ends the token that we had. Throws an error in one sentence.
 */
export async function importPeer(
  region: string,
  value: unknown,
  { allowHttp = false, now = new Date() } = {},
): Promise<void> {
  const bundle = checkBundle(region, value, allowHttp);
  const doc = await ensurePeer(region, now);
  const peer = peerOf(doc, now);
  const key = unwrapKey(bundle.sm4Key, keysInUse().sm2.privateKey, peer.dialect.sm2.order);
  const account = accountOf(peer);
  const sameAccount = account?.user === bundle.account.user && account.password === bundle.account.password;
  const sameUrl = doc.url === bundle.url;
  const values: Partial<PeerDoc> = {
    sm2PublicKey: crypto.sm2.publicKey(bundle.sm2PublicKey),
    url: bundle.url,
    allowHttp,
    accountTheirs: {
      user: bundle.account.user,
      password: seal(bundle.account.password, { id: region, path: "accountTheirs" }),
    },
    platform: sealedPlatform(region, bundle.platform),
    ...(peer.theirKeys[0]?.equals(key) ? {} : { theirKeys: keysAfter(doc, region, key, now) }),
  };
  const ended = { ...(sameAccount && sameUrl ? {} : { token: 1 }), ...(sameUrl ? {} : { breaker: 1 }) };
  await Peers.updateOne({ _id: region }, { $set: values, $unset: ended }, { maxTimeMS: 5_000 });
}

function keysAfter(doc: PeerDoc, region: string, key: Buffer, now: Date): PeerDoc["theirKeys"] {
  const until = new Date(now.getTime() + oldKeyDays * 86_400_000);
  const [former] = doc.theirKeys;
  const sealed = seal(key.toString("hex"), { id: region, path: "theirKeys" });
  return [{ sealed, until: null }, ...(former ? [{ sealed: former.sealed, until }] : [])];
}

function checkBundle(region: string, value: unknown, allowHttp: boolean): PeerBundle {
  const bundle = Object(value) as Partial<PeerBundle>;
  const { user, password } = Object(bundle.account) as Record<string, unknown>;
  if (bundle.systemId !== region) throw new Error(`the bundle's systemId is not ${region}`);
  if (typeof bundle.sm2PublicKey !== "string" || crypto.sm2.publicKey(bundle.sm2PublicKey) === null)
    throw new Error("the bundle's sm2PublicKey is not a point of the curve (130 hex digits, 04…)");
  if (typeof bundle.sm4Key !== "string") throw new Error("the bundle has no sm4Key");
  if (!isText(user, 50) || !isText(password, 100))
    throw new Error("the bundle's account must have a user (up to 50 characters) and a password (up to 100)");
  if (typeof bundle.url !== "string") throw new Error("the bundle has no url");
  const urls = [bundle.url, bundle.platform?.base, bundle.platform?.auth].filter((url) => url !== undefined);
  for (const url of urls) {
    const fault = urlFault(url, allowHttp);
    if (fault !== null) throw new Error(`the bundle's url ${fault}`);
  }
  return bundle as PeerBundle;
}

function isText(value: unknown, most: number): boolean {
  return typeof value === "string" && value !== "" && [...value].length <= most;
}

const platformFields = ["base", "sid", "dataCode", "user", "password", "clientId", "clientSecret"] as const;

function sealedPlatform(region: string, platform: StoredPlatform | undefined): StoredPlatform | null {
  if (platform === undefined) return null;
  for (const name of platformFields)
    if (!isText(platform[name], 1_000)) throw new Error(`the bundle's platform has no ${name}`);
  const place = { id: region, path: "platform" };
  const { base, auth, sid, dataCode, user, clientId } = platform;
  const [password, clientSecret] = [seal(platform.password, place), seal(platform.clientSecret, place)];
  return { base, sid, dataCode, user, password, clientId, clientSecret, ...(auth !== undefined && { auth }) };
}
