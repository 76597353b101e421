import { timingSafeEqual } from "node:crypto";
import type { ProvinceOverride } from "shared-types/province.ts";
import { crypto } from "../crypto/provider.ts";
import { unseal } from "../crypto/sealed.ts";
import { type Dialect, dialectOf } from "./dialect.ts";
import { type PeerDoc, Peers, type StoredAccount, type StoredPlatform } from "./peer-model.ts";

/** A peer ready for use: keys are open, in memory only. */
export interface Peer {
  readonly region: string;
  readonly name: string;
  /** null until its bundle is imported: nothing can be sent to it yet. */
  readonly url: string | null;
  readonly allowHttp: boolean;
  readonly transport: "direct" | "exchange-platform";
  readonly platform: StoredPlatform | null;
  readonly dialect: Dialect;
  /** The SM4 key that we seal with. */
  readonly ourKey: Buffer;
  /** SM4 keys that are valid on receipt, the newest first; none until its bundle is imported. */
  readonly theirKeys: readonly Buffer[];
  readonly accountOurs: StoredAccount;
  /** Its login from before `accountOurs`, while it has not used that. */
  readonly accountBefore: StoredAccount | null;
  readonly accountTheirs: StoredAccount | null;
  /** The document, with what delivery keeps in it. */
  readonly doc: PeerDoc;
}

export interface Account {
  readonly user: string;
  readonly password: string;
}

type ProvinceOf = (region: string) => ProvinceOverride | undefined;
let provinceOf: ProvinceOf = () => undefined;

/** Sets where a peer's file under `config/provinces` (name, dialect, transport) is to be had, once at the start. */
export function usePeers(from: { readonly provinceOf: ProvinceOf }): void {
  provinceOf = from.provinceOf;
}

/** The peer of a region, read anew each time (a small document), so that a change holds for the next message; null when unknown. */
export async function loadPeer(region: string): Promise<Peer | null> {
  const doc = await Peers.findById(region).maxTimeMS(5_000).lean<PeerDoc>();
  return doc && peerOf(doc, new Date());
}

/** A stored peer with its keys opened. Throws SealBroken when they were sealed with another key file. */
export function peerOf(doc: PeerDoc, now: Date): Peer {
  const region = doc._id;
  const province = provinceOf(region);
  const ours = keyInUse(doc);
  const theirs = doc.theirKeys.filter(({ until }) => until == null || until > now);
  return {
    region,
    name: province?.name ?? (doc.name || region),
    url: doc.url,
    allowHttp: doc.allowHttp,
    transport: province?.transport ?? (doc.platform ? "exchange-platform" : "direct"),
    platform: doc.platform,
    dialect: dialectOf(province?.dialect, doc.dialect),
    ourKey: openKey(ours?.sealed ?? "", { id: region, path: "ourKeys" }),
    theirKeys: theirs.map(({ sealed }) => openKey(sealed, { id: region, path: "theirKeys" })),
    accountOurs: doc.accountOurs,
    accountBefore: doc.accountBefore ?? null,
    accountTheirs: doc.accountTheirs,
    doc,
  };
}

/** The key of ours that we seal with: after a change the former one, until its peer has shown that it has the new one. */
export function keyInUse({ ourKeys }: PeerDoc) {
  return ourKeys.filter(({ from }) => from !== null).at(-1) ?? ourKeys[0];
}

/** With which account a peer logs in at us; null for a wrong login. Takes as long for a wrong user as for a wrong password. */
export function checkAccount(peer: Peer, user: string, password: string): "ours" | "before" | null {
  const same = (a: string, b: string) => timingSafeEqual(crypto.sm3(a), crypto.sm3(b));
  const fits = (account: StoredAccount) => {
    const own = openAccount(peer.region, "accountOurs", account);
    const [goodUser, goodPassword] = [same(user, own.user), same(password, own.password)];
    return goodUser && goodPassword;
  };
  const [ours, before] = [fits(peer.accountOurs), fits(peer.accountBefore ?? peer.accountOurs)];
  return ours ? "ours" : before ? "before" : null;
}

/** Our login at the peer; null until its bundle is imported. */
export function accountOf(peer: Peer): Account | null {
  return peer.accountTheirs && openAccount(peer.region, "accountTheirs", peer.accountTheirs);
}

export function openAccount(
  region: string,
  path: "accountOurs" | "accountTheirs",
  { user, password }: StoredAccount,
): Account {
  return { user, password: unseal(password, { id: region, path }) };
}

function openKey(sealed: string, place: { id: string; path: string }): Buffer {
  return Buffer.from(unseal(sealed, place), "hex");
}
