import mongoose, { Schema } from "mongoose";
import type { Dialect as DialectOverride } from "shared-types/province.ts";

/** A login: the password is sealed. */
export interface StoredAccount {
  user: string;
  password: string;
}

/** What the exchange platform needs (clause 7); secrets are sealed. */
export interface StoredPlatform {
  /** Its base address; `/oauth/token` and `/manage/service` lie under it unless `auth` names another base. */
  base: string;
  auth?: string;
  sid: string;
  dataCode: string;
  user: string;
  password: string;
  clientId: string;
  clientSecret: string;
}

/** A province system, or another system that we exchange messages with. Keys lie here sealed under the key file. */
export interface PeerDoc {
  /** Region code (six characters). */
  _id: string;
  name: string;
  /** null until its bundle is imported. */
  url: string | null;
  /** http to somewhere else than loopback was allowed on purpose. */
  allowHttp: boolean;
  /** Set when messages go by the exchange platform. */
  platform: StoredPlatform | null;
  /** What differs from its file under config/provinces. */
  dialect: DialectOverride | null;
  sm2PublicKey: string | null;
  /** Ours, that we seal with: the last one that has a time; null: a new one that the peer has not shown to have. */
  ourKeys: { sealed: string; from: Date | null }[];
  /** Theirs, that they seal with: the first is the current one; an older one is valid until its date. */
  theirKeys: { sealed: string; until: Date | null }[];
  /** Their login at us. */
  accountOurs: StoredAccount;
  /** Their login before it, good until the peer logs in with the new one. */
  accountBefore?: StoredAccount | null;
  /** Our login at them. */
  accountTheirs: StoredAccount | null;
  // Kept by delivery: our token there, theirs here, the breaker and the heartbeats.
  token?: unknown;
  incoming?: unknown;
  breaker?: unknown;
  hb?: unknown;
  /** Milliseconds between its last heartbeats. */
  pauses?: number[];
}

const text = { type: String, required: true } as const;
const account = new Schema<StoredAccount>({ user: text, password: text }, { _id: false });
const platform = new Schema<StoredPlatform>(
  {
    base: text,
    auth: String,
    sid: text,
    dataCode: text,
    user: text,
    password: text,
    clientId: text,
    clientSecret: text,
  },
  { _id: false },
);

const schema = new Schema<PeerDoc>(
  {
    _id: text,
    name: { type: String, default: "" },
    url: { type: String, default: null },
    allowHttp: { type: Boolean, default: false },
    platform: { type: platform, default: null },
    dialect: { type: Schema.Types.Mixed, default: null },
    sm2PublicKey: { type: String, default: null },
    ourKeys: [new Schema({ sealed: text, from: Date }, { _id: false })],
    theirKeys: [new Schema({ sealed: text, until: Date }, { _id: false })],
    accountOurs: { type: account, required: true },
    accountBefore: { type: account, default: null },
    accountTheirs: { type: account, default: null },
    token: Schema.Types.Mixed,
    incoming: Schema.Types.Mixed,
    breaker: Schema.Types.Mixed,
    hb: Schema.Types.Mixed,
    pauses: { type: [Number], default: undefined },
  },
  { collection: "peers", versionKey: false },
);

export const Peers = mongoose.model<PeerDoc>("Peer", schema);
