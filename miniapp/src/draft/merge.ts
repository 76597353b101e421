import type { Answers } from "shared-types";
import type { Content, DraftAttachment } from "./model";

/** An answer that this device and another one have changed differently. */
export interface Conflict {
  name: string;
  here: string;
  there: string;
}

export interface Merged {
  content: Content;
  conflicts: Conflict[];
}

/**
 * Brings together what two devices made of one draft. What only one of them changed is taken from it; where both
 * changed the same answer, the person is asked (`conflicts`), and until then what stands here stays. No photo is dropped
 * that either of them added.
 * @param base what both started from; null when they have nothing in common
 */
export function merge(base: Content | null, here: Content, there: Content): Merged {
  const answers: Record<string, string> = {};
  const conflicts: Conflict[] = [];
  for (const name of namesOf(here.answers, there.answers, base?.answers ?? {})) {
    const [mine, theirs, before] = [here.answers, there.answers, base?.answers].map(
      (one) => one?.[name] ?? "",
    );
    const value = mine === theirs || theirs === before ? mine : mine === before ? theirs : null;
    if (value === null) conflicts.push({ name, here: mine!, there: theirs! });
    const kept = value ?? mine;
    if (kept) answers[name] = kept;
  }
  const attachments = mergeAttachments(base?.attachments ?? [], here.attachments, there.attachments);
  return { content: { ...here, answers, attachments, step: Math.max(here.step, there.step) }, conflicts };
}

/** Puts in the answers that the person took from the other device. */
export function settle(
  answers: Answers,
  conflicts: readonly Conflict[],
  taken: ReadonlySet<string>,
): Answers {
  const chosen = conflicts.filter(({ name }) => taken.has(name)).map(({ name, there }) => [name, there]);
  return { ...answers, ...Object.fromEntries(chosen) };
}

function namesOf(...all: readonly Answers[]): Set<string> {
  return new Set(all.flatMap((answers) => Object.keys(answers)));
}

function mergeAttachments(
  base: readonly DraftAttachment[],
  here: readonly DraftAttachment[],
  there: readonly DraftAttachment[],
): DraftAttachment[] {
  const has = (list: readonly DraftAttachment[], one: DraftAttachment) =>
    list.some(({ imageType, attachment }) => imageType === one.imageType && attachment === one.attachment);
  const kept = here.filter((one) => has(there, one) || !has(base, one));
  return [...kept, ...there.filter((one) => !has(here, one) && !has(base, one))];
}
