import { storage } from "./storage.h5";

const key = "terminal";
// What the start address says is remembered: `?terminal=1`, a kiosk of whatever shape; `?terminal=0`, a tall screen at home.
const asked = /[?&]terminal=([01])(&|$)/.exec(location.search)?.[1];
if (asked !== undefined) storage.write(key, asked);
const mark = asked ?? storage.read<string>(key);

/**
 * Whether whoever comes next must find nothing of the last person: a terminal that was marked so, else one that is a
 * kiosk by the same measures as in theme/_units.scss.
 */
export function isSharedScreen(): boolean {
  if (mark === "0" || mark === "1") return mark === "1";
  return matchMedia("(min-width: 960px) and (max-aspect-ratio: 99/100)").matches;
}

/** Where everybody begins. The mark goes along: what forgets a person may empty all that the device keeps. */
export const firstPage = mark === null ? "/" : `/?terminal=${mark}`;

export const isFirstPage = () => /^\/(pages\/find\/index)?$/.test(location.pathname);

/** What the device may keep, since it says nothing of anybody. */
export const kept = [key, "terminal-touched", "owed-sign-out"] as const;
