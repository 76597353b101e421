import type { StoredDraft } from "shared-types";
import { api } from "../api";
import { ApiError, isOffline, wordsOf } from "../api-error";
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

/** Sends the draft to the server, one request at a time. @returns whether the server has it as it is now */
export function save(store: Store<DraftState>): Promise<boolean> {
  const before = saving.get(store) ?? Promise.resolve(true);
  const next = before.then(() => saveOnce(store));
  saving.set(store, next);
  return next;
}

async function saveOnce(store: Store<DraftState>): Promise<boolean> {
  const { draft, conflicts } = store.get();
  if (!draft || draft.caseId || isUntouched(draft) || conflicts.length > 0) return false;
  if (!isUnsaved(draft)) return true;
  const sent = contentOf(draft);
  store.set({ kept: "sending" });
  try {
    const { version, savedAt } = await api.saveDraft(draft.submitId, { ...sent, version: draft.version });
    // Changes made while it was on its way stay.
    const now = { ...store.get().draft!, version, savedAt, base: sent };
    device.write(now);
    store.set({ draft: now, kept: isUnsaved(now) ? "device" : "server", error: "" });
    return true;
  } catch (error) {
    store.set({ kept: "device" });
    if (noteExpired(error)) return false;
    if (error instanceof ApiError && error.status === 409) return meet(store);
    store.set({ error: isOffline(error) ? "" : wordsOf(error) });
    return false;
  }
}

/** Another device has saved in between. */
async function meet(store: Store<DraftState>): Promise<boolean> {
  const { draft } = store.get();
  accept(store, await api.draft(draft!.submitId), draft);
  return store.get().conflicts.length === 0 && saveOnce(store);
}
