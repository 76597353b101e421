import mongoose, { Schema } from "mongoose";
import type { FollowUp } from "shared-types";

/** Text made by `seal`: unreadable without the keys, bound to its record and path. */
export type Sealed = string;

export type Sending = "READY" | "SENDING" | "WAIT" | "DONE" | "REFUSED" | "HELD" | "CANCELLED";

/** One message of a case, on its way to the province. */
export interface Outgoing {
  id: string;
  ipc: string;
  /** SerialNum, fixed at creation: a resend keeps it. */
  serial: string;
  /** JSON text of the Body's value; files stand in it as `{"$file": digest}`. */
  body: Sealed;
  files: string[];
  st: Sending;
  /** An attempt ended without an answer: the province may have it. */
  unsure: boolean;
  tries: number;
  /** The last answer's code. */
  code: string | null;
  message?: string | null;
  at: Date;
}

/** A file that came with a feedback. */
export interface FeedbackFile {
  /** Wire name of its element. */
  name: string;
  /** Digest. */
  file: string;
  /** Media type, by content. */
  kind: string;
  /** Why nobody may get it; absent when it may be handed on. */
  unfit?: string;
}

/** One feedback of the province about a case; all are kept, the state follows from the set. */
export interface Feedback {
  /** SM3 of interface, feedbackSn and content. */
  key: string;
  ipc: string;
  sn: string;
  /** B.12 code; null where the interface has none. */
  state: string | null;
  /** YYYYMMDDhhmmss, Asia/Shanghai, as the province says. */
  date: string;
  receivedAt: Date;
  /** JSON text of the values without the files. */
  body: Sealed;
  files: FeedbackFile[];
  /** Taken, but an operator should look at it. */
  doubtful: boolean;
  /** JSON text of what is odd in it (`doubtsOf`); absent when nothing is. */
  doubts?: Sealed;
  /** The signed code of its voucher's 交通二维码, made when it came: a signature takes long. */
  qr?: Sealed;
}

/** What a person asked about a case (withdraw, roll back, rate …). */
export interface CaseRequest {
  /** Hex SM3 of who asked and his submitId; its message in the outbox has the same id. */
  id: string;
  request: FollowUp;
  at: Date;
  /** The owner who asked; null: nobody was signed in (the QR at a window). */
  by: string | null;
  /** The person who acted. */
  actorId: string | null;
  bodyHash: string;
  /** The number by which the province's answer refers to it; null where that names only the case. */
  sn: string | null;
  /** CX1004: key of the feedback whose voucher is wanted again. */
  entry: string | null;
}

/** About the FIRST unfinished entry of the outbox. `due` is absent when nothing is to be sent. */
export interface Send {
  peer: string;
  due?: Date | null;
  fence: number;
  owner: string | null;
  until: Date | null;
}

/** One application with its messages and feedbacks: the unit of atomicity. */
export interface CaseDoc {
  /** Hex SM3 of owner and submitId (of peer and businessSn for a window case). */
  _id: string;
  submitId: string;
  /** null: a window case that nobody has been matched to. */
  ownerId: string | null;
  actorId: string | null;
  /** Blind index of the id number that an unmatched window case belongs to: claimed when that person signs in. */
  claim: string | null;
  /** Blind index of the person whose id number the application names; null where it names none. */
  subject?: string | null;
  /** People who said that a case which they did not begin here is theirs (actors). */
  mine?: string[];
  /** SQ…; HS1001 or PJ1003: a request of its own, about no case. */
  business: string;
  /** The peer's region, e.g. 110000. */
  region: string;
  place: string;
  businessSn: string;
  /** JSON text of the answers. */
  answers: Sealed;
  /** `table`: not uploaded but made by us of the answers of that name (SQ1011). */
  attachments: { imageType: string; file: string; name: string; table?: string }[];
  bodyHash: string;
  createdAt: Date;
  channel: "1" | "3";
  /** B.12 code; "0" = the province has not confirmed it yet. */
  state: string;
  /** The date of the feedback that decided the state. */
  stateAt: string | null;
  needsOperator: boolean;
  origin: "portal" | "window";
  outbox: Outgoing[];
  send: Send;
  feedbacks: Feedback[];
  /** Nothing is ever removed from it. Absent in cases of the first release. */
  requests?: CaseRequest[];
  /** The statement of what was submitted, as it was written down (proofs/statement.ts); none of a window case. */
  proof?: string;
}

const text = { type: String, required: true } as const;
const free = { type: String, default: null } as const;
const sub = { _id: false, strict: "throw" } as const;

const outgoing = new Schema<Outgoing>(
  {
    id: text,
    ipc: text,
    serial: text,
    body: text,
    files: [String],
    st: text,
    unsure: { type: Boolean, default: false },
    tries: { type: Number, default: 0 },
    code: free,
    message: free,
    at: { type: Date, required: true },
  },
  sub,
);

const feedbackFile = new Schema<FeedbackFile>({ name: text, file: text, kind: text, unfit: String }, sub);

const feedback = new Schema<Feedback>(
  {
    ...{ key: text, ipc: text, sn: text, state: free, date: text, receivedAt: Date, body: text },
    files: [feedbackFile],
  },
  sub,
);

const request = new Schema<CaseRequest>(
  { id: text, request: text, at: Date, by: free, actorId: free, bodyHash: text, sn: free, entry: free },
  sub,
);

const schema = new Schema<CaseDoc>(
  {
    _id: text,
    submitId: text,
    ownerId: free,
    actorId: free,
    claim: free,
    subject: free,
    mine: [String],
    business: text,
    region: text,
    place: { type: String, default: "" },
    businessSn: text,
    answers: text,
    bodyHash: { type: String, default: "" },
    createdAt: { type: Date, required: true },
    attachments: [new Schema({ imageType: text, file: text, name: text, table: String }, sub)],
    channel: text,
    state: text,
    stateAt: free,
    needsOperator: { type: Boolean, default: false },
    origin: text,
    outbox: [outgoing],
    send: new Schema<Send>(
      {
        peer: text,
        due: Date,
        fence: { type: Number, default: 0 },
        owner: free,
        until: { type: Date, default: null },
      },
      sub,
    ),
    feedbacks: [feedback],
    requests: [request],
    proof: { type: String, default: undefined },
  },
  { collection: "cases", versionKey: false },
);

export const Cases = mongoose.model<CaseDoc>("Case", schema);
