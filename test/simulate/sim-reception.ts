import type { InboxEffect, InboxEvent, InboxState } from "../../bff/src/exchange/decide-inbox.ts";
import type { Rules } from "./rules.ts";
import type { SimInstance } from "./sim-instance.ts";
import type { Feedback, SimStore } from "./sim-store.ts";

export interface Delivery {
  readonly serial: string;
  readonly businessSn: string;
  readonly feedback: Feedback;
}

let answers = 0;

/** Takes one message of the province through the inbox. `then` hears the answer, null when none came. */
export function takeIn(
  { serial, businessSn, feedback }: Delivery,
  instance: SimInstance,
  store: SimStore,
  rules: Rules,
  then: (answer: string | null) => void,
): void {
  let known: InboxState | null = null;
  let answer = "0000";
  const hash = feedback.key;
  const handle = () => {
    // What cannot be kept is answered 9999 and taken up again by whoever asks next.
    store.record(businessSn, feedback);
    answers += 1;
    answer = `0000 (answer ${answers})`;
    return true;
  };
  const failed = () => then("9999");
  const read = (event: InboxEvent) =>
    instance.ask(
      "read the inbox",
      () => ({ state: store.inbox.get(serial) ?? null }),
      (found) => {
        if (found === null) failed();
        else {
          known = found.state;
          go(event);
        }
      },
    );
  const keep = () => {
    if (store.inbox.has(serial)) return "there";
    store.inbox.set(serial, { hash, st: "new", answer: null });
    return "kept";
  };
  const finish = () => {
    const before = store.inbox.get(serial);
    if (before?.st === "done") return before.answer;
    store.inbox.set(serial, { hash, st: "done", answer });
    return answer;
  };
  /** Each takes what follows it in the list of effects, as the product's loop does. */
  const steps: Readonly<Record<InboxEffect["type"], (rest: () => void) => void>> = {
    keep: () =>
      instance.ask("keep", keep, (kept) => {
        if (kept === null) failed();
        else if (kept === "there") read({ type: "arrived", hash });
        else go({ type: "kept" });
      }),
    handle: () =>
      instance.ask("apply", handle, (done) => {
        if (done === null) failed();
        else go({ type: "handled", code: "0000", again: false });
      }),
    finish: (rest) =>
      instance.ask("done", finish, (written) => {
        if (written === null) return failed();
        answer = written;
        rest();
      }),
    forget: failed,
    answer: () => then(answer),
    answerStored: () => then(known?.answer ?? null),
    refuse: () => then("1001"),
  };
  const go = (event: InboxEvent) => perform(rules.decideInbox(known, event));
  const perform = ([first, ...rest]: readonly InboxEffect[]): void => {
    if (first === undefined) failed();
    else steps[first.type](() => perform(rest));
  };
  read({ type: "arrived", hash });
}
