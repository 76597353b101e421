import type { StoredHandler } from "./handler.ts";

/** CX1003 (A.2.3): results of continuing education, a batch that is taken whole or not at all. */
export const education: StoredHandler = {
  kind: "stored",
  handle: (incoming, deps) => deps.onEducation(incoming),
};
