import { sm3Hex } from "../crypto/provider.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { isDuplicate } from "../store/connection.ts";
import { inbox } from "./collections.ts";
import { decideInbox, type InboxEffect, type InboxEvent, type InboxState } from "./decide-inbox.ts";
import type { Handled, Incoming } from "./deps.ts";
import { failpoint } from "./failpoint.ts";
import type { Header } from "./header.ts";

/** A message on its way through the inbox. */
export interface Kept {
  readonly incoming: Incoming;
  readonly header: Header;
  readonly hash: string;
}

export type Handle = (incoming: Incoming) => Promise<Handled>;
/** Makes the answer's text, which a repeat gets byte for byte. */
export type Word = (header: Header, handled: Handled) => string;

export type Verdict =
  | { readonly answer: string; readonly code: string }
  /** A known SerialNum with another content: 1001. */
  | { readonly refused: true };

/** SM3 of what makes a message the same message: interface and plaintext Body. ReqTime and Token may differ. */
export function hashOf(ipc: string, bodyText: string): string {
  return sm3Hex(`${ipc}\n${bodyText}`);
}

/** Takes a message through the inbox: kept, handled, written as done, answered, in this order. Throws when the store is away. */
export async function takeIn(kept: Kept, handle: Handle, word: Word): Promise<Verdict> {
  const { incoming, header, hash } = kept;
  const id = idOf(incoming);
  let state = await read(id);
  let answer = "";
  let code = "0000";
  let event: InboxEvent | null = { type: "arrived", hash };
  while (event !== null) {
    const effects: readonly InboxEffect[] = decideInbox(state, event);
    event = null;
    for (const { type } of effects) {
      if (type === "refuse") return { refused: true };
      if (type === "answerStored") return { answer: state?.answer ?? "", code };
      if (type === "keep") {
        event = (await keep(id, kept)) ? { type: "kept" } : { type: "arrived", hash };
        state = await read(id);
        failpoint("after-inbox");
      } else if (type === "handle") {
        const handled = await handle(incoming);
        answer = word(header, handled);
        code = handled.code;
        event = { type: "handled", code, again: handled.again ?? false };
        failpoint("after-apply");
      } else if (type === "finish") {
        failpoint("before-done");
        answer = await finish(id, hash, answer);
      } else if (type === "forget") await inbox().deleteOne({ _id: id, hash, st: "new" });
    }
  }
  return { answer, code };
}

/** Messages whose handling died, older than `before`: to be taken in once more. */
export async function unfinished(before: Date): Promise<Kept[]> {
  const docs = await inbox()
    .find({ st: "new", at: { $lt: before } }, { maxTimeMS: 5_000 })
    .limit(100)
    .toArray();
  return docs.map(({ _id, message, hash, at }) => {
    const { header, incoming } = JSON.parse(unseal(message, messagePlace(_id))) as Sealed;
    return { hash, header, incoming: { ...incoming, receivedAt: at } };
  });
}

type Sealed = { header: Header; incoming: Omit<Incoming, "receivedAt"> };

async function read(id: string): Promise<InboxState | null> {
  return inbox().findOne({ _id: id }, { projection: { hash: 1, st: 1, answer: 1 }, maxTimeMS: 5_000 });
}

async function keep(id: string, { incoming, header, hash }: Kept): Promise<boolean> {
  const { peer, ipc, serial, receivedAt, ...content } = incoming;
  const sealed = { header: { ...header, Token: "" }, incoming: { peer, ipc, serial, ...content } };
  const message = seal(JSON.stringify(sealed), messagePlace(id));
  try {
    await inbox().insertOne({
      _id: id,
      peer,
      ipc,
      serial,
      hash,
      message,
      st: "new",
      answer: null,
      at: receivedAt,
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

/** Two runs of one message may end here: the first answer written is the answer, for both. */
async function finish(id: string, hash: string, answer: string): Promise<string> {
  await inbox().updateOne({ _id: id, hash, st: "new" }, { $set: { st: "done", answer } });
  return (await read(id))?.answer ?? answer;
}

const idOf = ({ peer, serial }: Incoming) => `${peer}:${serial}`;
/** Where a message that came in is sealed. */
export const messagePlace = (id: string) => ({ id, path: "message" });
