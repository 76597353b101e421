import type { StoredDraft } from "shared-types";
import { api } from "../api";
import { ApiError, isOffline, isSignedOut, wordsOf } from "../api-error";
import { noteExpired } from "../session";
import type { Store } from "../store";
import { device } from "./device";
import { type Conflict, merge } from "./merge";
import { contentOf, type Draft, isUnsaved, isUntouched, newDraft } from "./model";
import { objectedIn } from "./objections";

export interface DraftState {
  draft: Draft | null;
  state: "loading" | "ready" | "missing" | "failed";
  /** Where the last change is: `device` means that the server does not have it yet. */
  kept: "server" | "device" | "sending";
  conflicts: Conflict[];
  error: string;
}

/** Finds the draft here and on the server, and brings the two together. `fresh` is the business of a new one. */
export async function load(store: Store<DraftState>, submitId: string, fresh: { business: string } | null) {
  const here = device.read(submitId);
  if (here?.caseId) return store.set({ draft: here, state: "ready", kept: "server" });
  try {
    accept(store, await api.draft(submitId), here);
  } catch (error) {
    noteExpired(error);
    const unknown = error instanceof ApiError && error.status === 404;
    const draft = here ?? (fresh && unknown ? newDraft(submitId, fresh.business, {}) : null);
    if (draft) store.set({ draft, state: "ready", kept: "device" });
    else store.set({ state: unknown ? "missing" : "failed", error: wordsOf(error) });
  }
}

/** Takes in what the server has. Changes that only this device has are kept and asked about where they collide. */
function accept(store: Store<DraftState>, there: StoredDraft, here: Draft | null) {
  const theirs = contentOf(there as Draft);
  const mine = here && isUnsaved(here) ? here : null;
  const { content, conflicts } = mine ? merge(mine.base, mine, theirs) : { content: theirs, conflicts: [] };
  const draft: Draft = {
    ...newDraft(there.submitId, there.business, {}),
    ...content,
    version: there.version,
    savedAt: there.savedAt,
    base: theirs,
    ...(there.objections && { objections: objectedIn(there, here) }),
  };
  device.write(draft);
  store.set({ draft, state: "ready", kept: isUnsaved(draft) ? "device" : "server", conflicts });
}

const saving = new WeakMap<object, Promise<boolean>>();

/**
 * Sends the draft to the server, one request at a time.
 * @param quietly in the middle of typing: says nothing of a session that has ended, the next step does
 * @returns whether the server has it as it is now
 */
export function save(store: Store<DraftState>, quietly = false): Promise<boolean> {
  const before = saving.get(store) ?? Promise.resolve(true);
  const next = before.then(() => saveOnce(store, quietly));
  saving.set(store, next);
  return next;
}

async function saveOnce(store: Store<DraftState>, quietly: boolean): Promise<boolean> {
  const { draft, conflicts } = store.get();
  if (!draft || draft.caseId || isUntouched(draft) || conflicts.length > 0) return false;
  if (!isUnsaved(draft)) return true;
  const sent = contentOf(draft);
  if (!quietly) store.set({ kept: "sending" });
  try {
    const { version, savedAt } = await api.saveDraft(draft.submitId, { ...sent, version: draft.version });
    // Changes made while it was on its way stay; what has been sent or deleted meanwhile stays so.
    const { draft: latest } = store.get();
    if (!latest || latest.caseId) return false;
    const now = { ...latest, version, savedAt, base: sent };
    device.write(now);
    store.set({ draft: now, kept: isUnsaved(now) ? "device" : "server", error: "" });
    return true;
  } catch (error) {
    if (!store.get().draft || store.get().draft?.caseId) return false;
    store.set({ kept: "device" });
    if (quietly ? isSignedOut(error) : noteExpired(error)) return false;
    if (error instanceof ApiError && error.status === 409) return meet(store, quietly);
    store.set({ error: isOffline(error) ? "" : wordsOf(error) });
    return false;
  }
}

/** Another device has saved in between. */
async function meet(store: Store<DraftState>, quietly: boolean): Promise<boolean> {
  const { draft } = store.get();
  try {
    accept(store, await api.draft(draft!.submitId), draft);
  } catch (error) {
    store.set({ error: isOffline(error) ? "" : wordsOf(error) });
    return false;
  }
  return store.get().conflicts.length === 0 && saveOnce(store, quietly);
}
