import { useLayoutEffect, useMemo, useState } from "react";
import type { Answers, FollowUp, FormContext, RequestFormAnswer } from "shared-types";
import { todayInShanghai } from "shared-types";
import { api } from "../api";
import { requestPrefix } from "../draft/device";
import { type Content, type Draft, newDraft } from "../draft/model";
import { randomId } from "../platform/random";
import { storage } from "../platform/storage";
import { useLoad } from "../use-load";

export interface RequestTools {
  /** null until it is known what is asked. */
  form: RequestFormAnswer | null;
  context: FormContext | null;
  /** What is filled in; its `submitId` makes every press of the button the same request. */
  draft: Draft;
  error: string;
  reload(): void;
  /** Keeps a change on the device at once. */
  change(what: Partial<Content> | ((now: Content) => Partial<Content>)): void;
  /** It was taken: the device forgets it. */
  finish(): void;
}

/**
 * A request that is being filled in, kept on this device until it was taken.
 * @param start answers that the way here has given already
 */
export function useRequest(request: FollowUp, caseId: string, start: Answers): RequestTools {
  const key = `${requestPrefix}${request}/${caseId}`;
  const [draft, setDraft] = useState(() => begun(key, request, start));
  const place = draft.answers.place ?? "";
  const { data, error, reload } = useLoad(
    `${key} ${place}`,
    () => api.requestForm(request, caseId, place),
    true,
  );
  const tools = useMemo(() => {
    const change: RequestTools["change"] = (what) =>
      setDraft((now) => {
        const next = { ...now, ...(typeof what === "function" ? what(now) : what), changedAt: Date.now() };
        storage.write(key, next);
        return next;
      });
    return { change, finish: () => storage.remove(key) };
  }, [key]);

  // What the server knows is filled in where nothing stands yet, before the form is seen without it.
  useLayoutEffect(() => {
    if (data) tools.change((now) => ({ answers: { ...data.answers, ...now.answers } }));
  }, [data, tools]);
  const context = useMemo(() => data && contextOf(data), [data]);
  return { form: data, context, draft, error, reload, ...tools };
}

const contextOf = ({ codes }: RequestFormAnswer): FormContext => ({
  codes,
  today: todayInShanghai(new Date()),
});

function begun(key: string, request: FollowUp, start: Answers): Draft {
  const kept = storage.read<Draft>(key) ?? newDraft(randomId(), request, {});
  return { ...kept, answers: { ...kept.answers, ...start } };
}
