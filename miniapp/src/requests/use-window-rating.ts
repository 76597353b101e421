import { useState } from "react";
import { requestPrefix } from "../draft/device";
import { type Content, type Draft, newDraft } from "../draft/model";
import { randomId } from "../platform/random";
import { isSharedScreen } from "../platform/shared-screen";
import { storage } from "../platform/storage";

/**
 * A rating that is being filled in without a sign-in, kept on this device until it was taken. At a kiosk nothing is
 * kept: nobody signs out who never signed in.
 * @param token what the QR carries
 */
export function useWindowRating(token: string, business: string) {
  const key = `${requestPrefix}window/${token}`;
  const [draft, setDraft] = useState(
    () => storage.read<Draft>(key) ?? newDraft(randomId(), business, { named: "no" }),
  );
  return {
    draft,
    /** Keeps a change at once. */
    change: (what: Partial<Content> | ((now: Content) => Partial<Content>)) =>
      setDraft((now) => {
        const next = { ...now, ...(typeof what === "function" ? what(now) : what), changedAt: Date.now() };
        if (!isSharedScreen()) storage.write(key, next);
        return next;
      }),
    /** It was taken: the device forgets it. */
    finish: () => storage.remove(key),
  };
}
