import type { Answers } from "shared-types";
import type { Objected } from "./objections";

export interface DraftAttachment {
  /** Code of B.2. */
  imageType: string;
  /** Id of the uploaded file. */
  attachment: string;
  name: string;
}

/** What a person has filled in so far. */
export interface Content {
  business: string;
  answers: Answers;
  attachments: readonly DraftAttachment[];
  /** The step that he has come to, counted from 0. */
  step: number;
}

/** A draft as this device holds it. */
export interface Draft extends Content {
  submitId: string;
  /** The server's version that this one goes back to; 0: the server has none. */
  version: number;
  /** What the server had at `version`: the common ground when two devices have both changed it. */
  base: Content | null;
  changedAt: number;
  savedAt: string;
  /** It corrects a case that was declined. */
  objections?: Objected;
  /** Set once it has become a case: from then on it is not a draft. */
  caseId: string;
}

export function newDraft(submitId: string, business: string, answers: Answers): Draft {
  const content = { business, answers, attachments: [], step: 0 };
  return { ...content, submitId, version: 0, base: null, changedAt: Date.now(), savedAt: "", caseId: "" };
}

export const contentOf = ({ business, answers, attachments, step }: Content): Content => ({
  business,
  answers,
  attachments,
  step,
});

/** Nothing has been filled in at all: not worth keeping. */
export const isUntouched = (draft: Content) =>
  Object.keys(draft.answers).length + draft.attachments.length === 0;

/** Whether this device has something that the server does not have. */
export const isUnsaved = (draft: Draft) => !draft.base || !sameContent(draft, draft.base);

export function sameContent(a: Content, b: Content): boolean {
  return (
    a.step === b.step && sameAnswers(a.answers, b.answers) && sameAttachments(a.attachments, b.attachments)
  );
}

function sameAnswers(a: Answers, b: Answers): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (a[name] ?? "") === (b[name] ?? ""));
}

function sameAttachments(a: readonly DraftAttachment[], b: readonly DraftAttachment[]): boolean {
  const key = (list: readonly DraftAttachment[]) =>
    list.map(({ imageType, attachment }) => `${imageType} ${attachment}`).join();
  return key(a) === key(b);
}
