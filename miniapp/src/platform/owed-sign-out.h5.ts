import { storage } from "./storage.h5";

const key = "owed-sign-out";
let owed = storage.read<boolean>(key) === true;
let asking: Promise<boolean> | null = null;

/** Whether somebody who has left is perhaps still signed in: his cookie is out of a script's reach. */
export const owesSignOut = () => owed;

/** Notes it, over a new load too, until the server has confirmed. */
export function oweSignOut() {
  owed = true;
  storage.write(key, true);
}

/** Ends that session at the server. @returns whether none is owed any more */
export function paySignOut(): Promise<boolean> {
  if (!owed) return Promise.resolve(true);
  asking ??= ask().finally(() => {
    asking = null;
  });
  return asking;
}

async function ask(): Promise<boolean> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), 10_000);
  const answer = await fetch("/api/sign-out?everything=1", {
    method: "POST",
    credentials: "same-origin",
    cache: "no-store",
    keepalive: true,
    signal: giveUp.signal,
    headers: { "X-Requested-With": "portal" },
  }).catch(() => null);
  clearTimeout(timer);
  if (!answer?.ok) return false;
  owed = false;
  storage.remove(key);
  return true;
}
