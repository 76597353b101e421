import { type BusinessCode, type StateWords, stateWords } from "./progress-words.ts";
import { progressStates } from "./spec/codes.gen.ts";

/** One state of B.12 of one business. */
export interface State {
  readonly code: string;
  /** Its name in B.12. */
  readonly name: string;
  /** What it means for the applicant, and what he has to do. */
  readonly words: string;
  /** Nothing follows it but a rollback. */
  readonly final: boolean;
  /** A good end: he has what he asked for. */
  readonly good: boolean;
}

/** What counts of one feedback. QX1002 with result 1 counts as `{busiState: "2", feedbackDate: cancelFeedbackDate}`. */
export interface ProgressFeedback {
  readonly busiState: string;
  readonly feedbackDate: string;
  readonly feedbackSn: string;
}

export interface Progress {
  /** Code of B.12; "1" while there is no feedback. */
  readonly state: string;
  /** The feedback that decided; undefined while there is none. */
  readonly decidedBy?: ProgressFeedback;
  /** Something contradicts itself: a non-final after a final, two finals, an unknown state. */
  readonly needsOperator: boolean;
}

const withdrawn = "2";

/** A state of our own, beside B.12: the case was rolled back (HT1002 with result 1). It wins over all others. */
export const rolledBack = "HT";

const rolledBackState: State = {
  code: rolledBack,
  name: "已退回",
  words: "办理机构核实以后，已经把这件业务退回，它不再有效。",
  final: true,
  good: false,
};

const statesOf: ReadonlyMap<string, readonly State[]> = new Map(
  (Object.keys(progressStates) as BusinessCode[]).map((business) => {
    const words: Readonly<Record<string, StateWords>> = stateWords[business];
    const states = progressStates[business].map(({ code, name }) => ({
      code,
      name,
      words: words[code]!.words,
      final: words[code]!.end !== undefined,
      good: words[code]!.end === "good",
    }));
    return [business, states];
  }),
);

/** The states of a business in the order of B.12; empty for a code that has none. */
export function progressOf(business: string): readonly State[] {
  return statesOf.get(business) ?? [];
}

/** The state that is the good end of a business; undefined for an unknown code. */
export function goodEnd(business: string): State | undefined {
  return progressOf(business).find((state) => state.good);
}

/**
 * The state of a case as a function of the set of its feedbacks (protocol: order): the latest-dated final state if
 * there is one, else the latest-dated; at equal seconds the one further along B.12, then the greater feedbackSn.
 */
export function stateOf(business: string, feedbacks: readonly ProgressFeedback[]): Progress {
  const states = progressOf(business);
  const rank = rankIn(business);
  const isFinal = ({ busiState }: ProgressFeedback) => states[rank(busiState)]?.final ?? false;
  const latest = (some: readonly ProgressFeedback[]) =>
    some.reduce<ProgressFeedback | undefined>(
      (best, one) => (best && compare(best, one, rank) >= 0 ? best : one),
      undefined,
    );
  const undone = latest(feedbacks.filter((one) => one.busiState === rolledBack));
  if (undone !== undefined) {
    const later = feedbacks.some((one) => one.feedbackDate > undone.feedbackDate);
    return { state: rolledBack, decidedBy: undone, needsOperator: later };
  }
  const finals = feedbacks.filter(isFinal);
  const decidedBy = latest(finals) ?? latest(feedbacks);
  if (decidedBy === undefined) return { state: "1", needsOperator: false };
  const contradicted =
    finals.length > 0 &&
    feedbacks.some((one) =>
      isFinal(one) ? one.busiState !== decidedBy.busiState : one.feedbackDate > decidedBy.feedbackDate,
    );
  const unknown = feedbacks.some((one) => rank(one.busiState) < 0);
  return { state: decidedBy.busiState, decidedBy, needsOperator: contradicted || unknown };
}

/**
 * How far along B.12 a state of a business is, which decides between feedbacks of one second: -1 for what says nothing
 * about progress (null) or is unknown; a rollback comes after everything.
 */
export function rankIn(business: string): (state: string | null) => number {
  const states = progressOf(business);
  return (state) => (state === rolledBack ? states.length : states.findIndex(({ code }) => code === state));
}

function compare(a: ProgressFeedback, b: ProgressFeedback, rank: ReturnType<typeof rankIn>): number {
  const dated = order(a.feedbackDate, b.feedbackDate);
  const along = rank(a.busiState) - rank(b.busiState);
  if (dated !== 0 || along !== 0) return dated || along;
  // Two states that B.12 does not have: any fixed order, so that arrival decides nothing.
  return order(a.feedbackSn, b.feedbackSn) || order(a.busiState, b.busiState);
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** QX1002 as a feedback about progress: a successful withdrawal ends the case as 已撤回, dated by the answer to it. */
export function withdrawalFeedback(answer: {
  cancelResult: string;
  cancelFeedbackDate: string;
  feedbackSn: string;
}): ProgressFeedback | undefined {
  if (answer.cancelResult !== "1") return undefined;
  return { busiState: withdrawn, feedbackDate: answer.cancelFeedbackDate, feedbackSn: answer.feedbackSn };
}

/** A state by its code; one that B.12 does not have is shown as it came (protocol: unknown values are taken). */
export function stateNamed(business: string, code: string): State {
  if (code === rolledBack) return rolledBackState;
  const unknown = {
    code,
    name: `状态${code}`,
    words: "办理机构反馈了一个我们还不认识的状态，工作人员正在核对。",
    final: false,
    good: false,
  };
  return progressOf(business).find((state) => state.code === code) ?? unknown;
}
