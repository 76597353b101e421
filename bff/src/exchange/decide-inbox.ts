/** A message of a peer that was opened and believed, under `<source>:<SerialNum>`. */
export interface InboxState {
  /** SM3 of IPCType and plaintext Body. */
  readonly hash: string;
  readonly st: "new" | "done";
  /** The answer as it went out; only of a `done` one. */
  readonly answer: string | null;
}

export type InboxEvent =
  /** A message stands at the door; `null` state: nothing is known under its SerialNum. */
  | { readonly type: "arrived"; readonly hash: string }
  | { readonly type: "kept" }
  /** Its handler ended with this code; `again`: our own failure or a wait, so the sweeper goes on. */
  | { readonly type: "handled"; readonly code: string; readonly again: boolean };

export type InboxEffect =
  /** Insert as `new`, durably. Somebody else's insert in the same moment: read it and decide anew. */
  | { readonly type: "keep" }
  | { readonly type: "handle" }
  /** Write `done` with the answer, then answer. 0000 leaves the house only after this. */
  | { readonly type: "finish" }
  /** Remove the `new` record: any answer but 0000 is judged anew. */
  | { readonly type: "forget" }
  | { readonly type: "answerStored" }
  | { readonly type: "answer" }
  /** A known SerialNum with another content. */
  | { readonly type: "refuse" };

export const handled = "0000";

/** What the inbox does next with one message. Pure: same arguments, same effects. */
export function decideInbox(state: InboxState | null, event: InboxEvent): readonly InboxEffect[] {
  switch (event.type) {
    case "arrived":
      if (state === null) return [{ type: "keep" }];
      if (state.hash !== event.hash) return [{ type: "refuse" }];
      // `new`: the first run died half-way; its effects are safe to repeat.
      return state.st === "done" ? [{ type: "answerStored" }] : [{ type: "handle" }];
    case "kept":
      return [{ type: "handle" }];
    case "handled":
      if (event.code === handled) return [{ type: "finish" }, { type: "answer" }];
      return event.again ? [{ type: "answer" }] : [{ type: "forget" }, { type: "answer" }];
  }
}
