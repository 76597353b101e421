import { type ProgressFeedback, rolledBack } from "shared-types";
import type { Feedback } from "./model.ts";

type Body = Readonly<Record<string, unknown>>;

/** What an interface says about progress. `state` null: nothing. `about`: the business it speaks of, if it says so. */
interface Progress {
  readonly state: string | null;
  /** YYYYMMDDhhmmss. */
  readonly date: string;
  readonly about: string | null;
}

const text = (value: unknown) => (typeof value === "string" ? value : "");
/** A failed withdrawal or rollback changes nothing. */
const ifDone = (result: unknown, state: string) => (text(result).replace(/^0/, "") === "1" ? state : null);
const busiState = (body: Body) => text(body.busiState).replace(/^0(?=\d)/, "");

const kinds: Readonly<Record<string, (body: Body) => Progress>> = {
  JD1001: (body) => ({ state: busiState(body), date: text(body.feedbackDate), about: "SQ1001" }),
  JD1002: (body) => ({ state: busiState(body), date: text(body.feedbackDate), about: "SQ1005" }),
  JD1003: (body) => ({ state: busiState(body), date: text(body.feedbackDate), about: "SQ1006" }),
  JD1004: (body) => ({ state: busiState(body), date: text(body.feedbackDate), about: text(body.interType) }),
  // 已撤回 is state 2 of every business.
  QX1002: (body) => ({
    state: ifDone(body.cancelResult, "2"),
    date: text(body.cancelFeedbackDate),
    about: null,
  }),
  HT1002: (body) => ({
    state: ifDone(body.rollResult, rolledBack),
    date: text(body.rollFeedbackDate),
    about: null,
  }),
  HS1002: answered,
  PJ1002: answered,
  PJ1004: answered,
};

/** What became of a verification, rating or complaint: it never touches the progress. */
function answered(body: Body): Progress {
  return { state: null, date: text(body.checkDate), about: null };
}

export function progressIn(ipc: string, body: Body): Progress {
  return kinds[ipc]?.(body) ?? { state: null, date: "", about: null };
}

/** The business of a case that we did not issue (办事窗口); null where the message cannot begin one. */
export function windowBusiness({ ipc, body }: { ipc: string; body: Body }): string | null {
  return ipc.startsWith("JD") ? (kinds[ipc]?.(body).about ?? null) : null;
}

/** What feedbacks say about progress, as `stateOf` takes it. */
export function progressOf(
  feedbacks: readonly Pick<Feedback, "state" | "date" | "sn">[],
): ProgressFeedback[] {
  return feedbacks.flatMap(({ state, date, sn }) =>
    state === null ? [] : [{ busiState: state, feedbackDate: date, feedbackSn: sn }],
  );
}
