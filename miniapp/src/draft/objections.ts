import type { Objections, StoredDraft } from "shared-types";
import type { Content, Draft } from "./model";

/** What an office objected to, with the answers and photos as they were then. */
export interface Objected extends Objections {
  readonly before: Readonly<Record<string, string>>;
}

/** The objections of a draft that corrects a declined case; what was answered when they came first is kept. */
export function objectedIn({ objections, ...there }: StoredDraft, here: Draft | null): Objected | undefined {
  if (!objections) return undefined;
  if (here?.objections) return here.objections;
  const before = objections.at.map(({ name }) => [name, valueAt(there as Content, name)]);
  return { ...objections, before: Object.fromEntries(before) };
}

/** Those whose answer or photo is still the one that was objected to. */
export function openObjections(draft: Draft): Objections["at"] {
  const { at = [], before = {} } = draft.objections ?? {};
  return at.filter(({ name }) => valueAt(draft, name) === (before[name] ?? ""));
}

function valueAt({ answers, attachments }: Pick<Content, "answers" | "attachments">, name: string): string {
  const [kind, imageType] = name.split(":");
  if (kind !== "material") return answers[name] ?? "";
  return attachments
    .filter((one) => one.imageType === imageType)
    .map(({ attachment }) => attachment)
    .join();
}
