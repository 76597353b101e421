import { useCallback, useEffect, useRef, useState } from "react";
import { wordsOf } from "./api-error";
import { noteExpired } from "./session";

export interface Loaded<T> {
  data: T | null;
  error: string;
  /** Asks again; what is shown stays until the new answer is there. */
  reload(): void;
}

/**
 * Asks once `key` is not "", and again when it changes. An answer that comes too late is dropped.
 * @param keep while a new key is asked for, what the last one gave stays
 */
export function useLoad<T>(key: string, ask: () => Promise<T>, keep = false): Loaded<T> {
  const [state, setState] = useState<{ key: string; data: T | null; error: string }>({
    key: "",
    data: null,
    error: "",
  });
  const latest = useRef({ key, ask });
  latest.current = { key, ask };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `keep` never changes
  const reload = useCallback(() => {
    const { key: asked, ask: now } = latest.current;
    if (!asked) return;
    now().then(
      (data) => latest.current.key === asked && setState({ key: asked, data, error: "" }),
      (error) => {
        noteExpired(error);
        if (latest.current.key !== asked) return;
        setState((before) => ({
          key: asked,
          data: before.key === asked || keep ? before.data : null,
          error: wordsOf(error),
        }));
      },
    );
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new key is the reason to ask again
  useEffect(reload, [key]);

  const current = state.key === key;
  return { data: current || (keep && key) ? state.data : null, error: current ? state.error : "", reload };
}
