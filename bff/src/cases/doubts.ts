import type { Doubt } from "shared-types/doubts.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import type { CaseDoc, Feedback, Sealed } from "./model.ts";

/** What an operator should look at in one feedback that was taken. */
export interface FeedbackDoubts extends Pick<Feedback, "ipc" | "sn" | "receivedAt"> {
  readonly doubts: readonly Doubt[];
}

/** Sealed: the words name the value, and what stands where a code should stand may be anything. */
export function sealDoubts({ _id }: Pick<CaseDoc, "_id">, key: string, doubts: readonly Doubt[]): Sealed {
  return seal(JSON.stringify(doubts), placeOfDoubts(_id, key));
}

/** All doubts about a case's feedbacks, in the order of arrival. */
export function doubtsAbout({ _id, feedbacks }: Pick<CaseDoc, "_id" | "feedbacks">): FeedbackDoubts[] {
  return feedbacks.flatMap(({ key, ipc, sn, receivedAt, doubts }) =>
    // "": past their keeping time (retention).
    doubts === undefined || doubts === ""
      ? []
      : [{ ipc, sn, receivedAt, doubts: JSON.parse(unseal(doubts, placeOfDoubts(_id, key))) as Doubt[] }],
  );
}

/** Where the doubts about a feedback are sealed. */
export const placeOfDoubts = (id: string, key: string) => ({ id, path: `feedbacks.${key}.doubts` });
