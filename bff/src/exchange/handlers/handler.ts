import type { Answer, ExchangeDeps, Handled, Incoming, Shell } from "../deps.ts";
import type { Message } from "../envelope.ts";
import type { Peer } from "../peers.ts";

/** What a handler works with, besides the message. */
export interface Context extends Shell {
  readonly deps: ExchangeDeps;
  /** Address of the sender, for the limit on guessing. */
  readonly ip: string;
}

/** Goes through the inbox: done once, and a repeat gets the stored answer. It must be safe to run twice. */
export interface StoredHandler {
  readonly kind: "stored";
  handle(incoming: Incoming, deps: ExchangeDeps): Promise<Handled>;
}

/** Judged anew each time; `open`: needs no token. */
export interface DirectHandler {
  readonly kind: "direct";
  readonly open: boolean;
  handle(message: Message, context: Context): Promise<Reply>;
}

/** A code with the answer's data, or a whole HTTP answer (the zip of CX3001). `sealedFor`: the peer as the act has left it. */
export type Reply =
  | (Handled & { readonly body?: Readonly<Record<string, unknown>>; readonly sealedFor?: Peer })
  | { readonly http: Answer };

export type Handler = StoredHandler | DirectHandler;
