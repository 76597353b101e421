import { useEffect, useMemo } from "react";
import { api } from "../api";
import { watchOnline } from "../platform/online";
import { session } from "../session";
import { makeStore, type Store, useStore } from "../store";
import { device } from "./device";
import { type Conflict, settle } from "./merge";
import { type Content, isUnsaved } from "./model";
import { type DraftState, load, save } from "./sync";

/** So many milliseconds without a change, and the server is told. */
const pause = 1_500;

/** All pages of one draft share it: going back shows what was filled in further on. */
const open = new Map<string, Store<DraftState>>();

function storeOf(submitId: string): Store<DraftState> {
  let store = open.get(submitId);
  if (!store) {
    store = makeStore<DraftState>({
      draft: null,
      state: "loading",
      kept: "server",
      conflicts: [],
      error: "",
    });
    open.set(submitId, store);
  }
  return store;
}

type Change = Partial<Content> | ((now: Content) => Partial<Content>);

export interface DraftTools extends DraftState {
  /** Keeps a change on the device at once; a function gets the draft as it is by then. */
  change(what: Change): void;
  /** Sends it to the server. @returns whether the server has it */
  save(): Promise<boolean>;
  /** Answers the question about two devices: the names for which the other device's answer is taken. */
  settle(conflicts: readonly Conflict[], taken: ReadonlySet<string>): Promise<boolean>;
  /** It has become a case. */
  finish(caseId: string): void;
  reload(): void;
}

/** The draft of this number; with `business`, a new one where there is none yet. */
export function useDraft(submitId: string, business: string): DraftTools {
  const store = useMemo(() => storeOf(submitId), [submitId]);
  const state = useStore(store);
  const tools = useMemo(() => toolsOf(store, submitId, business), [store, submitId, business]);
  useEffect(() => {
    if (store.get().state !== "ready") tools.reload();
    return watchOnline(() => void save(store));
  }, [store, tools]);
  const { draft, kept } = state;
  useEffect(() => {
    if (!draft || kept !== "device") return;
    const timer = setTimeout(() => void save(store, true), pause);
    return () => clearTimeout(timer);
  }, [store, draft, kept]);
  return { ...state, ...tools };
}

function toolsOf(store: Store<DraftState>, submitId: string, business: string) {
  const change = (what: Change) => {
    const now = store.get().draft!;
    const draft = { ...now, ...(typeof what === "function" ? what(now) : what), changedAt: Date.now() };
    device.write(draft);
    store.set({ draft, kept: "device" });
  };
  return {
    change,
    save: () => save(store),
    settle(conflicts: readonly Conflict[], taken: ReadonlySet<string>) {
      store.set({ conflicts: [] });
      change({ answers: settle(store.get().draft!.answers, conflicts, taken) });
      return save(store);
    },
    finish(caseId: string) {
      const draft = { ...store.get().draft!, caseId, answers: {}, attachments: [], base: null };
      device.write(draft);
      store.set({ draft, kept: "server" });
    },
    reload() {
      store.set({ state: "loading" });
      void load(store, submitId, business ? { business } : null);
    },
  };
}

/** Sends the server what only this device has, as far as that goes without a question to anybody. */
export async function saveAll() {
  const unsaved = device.all().filter((draft) => !draft.caseId && isUnsaved(draft));
  await Promise.all(
    unsaved.map(async ({ submitId }) => {
      const store = storeOf(submitId);
      if (store.get().state !== "ready") await load(store, submitId, null);
      await save(store, true);
    }),
  );
}

/** Deletes a draft here and on the server. */
export async function discard(submitId: string) {
  await api.deleteDraft(submitId);
  device.remove(submitId);
  open.get(submitId)?.set({ draft: null, state: "missing" });
  open.delete(submitId);
}

// A new person at this device finds nothing of the last one in memory either.
session.watch(() => {
  if (session.get().state === "known" && session.get().user === null && !session.get().expired) open.clear();
});
