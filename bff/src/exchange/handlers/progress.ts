import type { StoredHandler } from "./handler.ts";

/** Progress and results of a case (A.3): into the case, whose state follows from the set of all feedbacks. */
export const progress: StoredHandler = {
  kind: "stored",
  handle: (incoming, deps) => deps.onFeedback(incoming),
};
