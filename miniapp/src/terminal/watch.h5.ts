import { owesSignOut } from "../platform/owed-sign-out";
import { firstPage, isFirstPage, isSharedScreen, kept } from "../platform/shared-screen";
import { storage } from "../platform/storage";
import { session } from "../session";
import { makeStore } from "../store";
import { leaveTerminal } from "./leave.h5";
import { prepareToSave, saveDrafts } from "./save-drafts.h5";
import { type Happening, next, type Silence, secondsLeft } from "./silence";

const touchedKey = "terminal-touched";
/** Kept, and of nobody. */
const harmless: readonly string[] = [...kept, "businesses"];
let silence: Silence = { since: Date.now(), phase: "quiet" };
let watching = false;
let typed = false;

/** Seconds that are left to somebody who is warned. */
export const warning = makeStore<{ left: number | null }>({ left: null });
export const goOn = () => happen("stay");

/** Called once, before anything is drawn. Does nothing on a device that is somebody's own. */
export function watchTerminal() {
  if (owesSignOut()) return leaveTerminal();
  begin();
  if (silence.phase === "gone") return;
  // Whoever goes back to what was open before this page was loaded goes back to somebody else's, most likely.
  if (watching && cameBy() === "back_forward" && !isFirstPage()) return location.replace(firstPage);
  // A window may become a tall one.
  window.addEventListener("resize", begin);
}

/** How this page came here. To open it is an act of somebody; a browser that wakes up or starts anew is nobody. */
const cameBy = () =>
  (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined)?.type;

function begin() {
  if (watching || !isSharedScreen()) return;
  watching = true;
  prepareToSave().catch(() => {});
  const now = Date.now();
  const since = (cameBy() !== "navigate" && storage.read<number>(touchedKey)) || now;
  silence = { since, phase: "quiet" };
  for (const act of ["pointerdown", "touchmove", "wheel", "keydown", "input"])
    window.addEventListener(act, touch, { capture: true, passive: true });
  // A mouse that lies still moves too, by the page that moves below it.
  window.addEventListener("mousemove", (event) => (event.movementX || event.movementY) && touch(event));
  document.addEventListener("visibilitychange", tick);
  // A page that the browser kept whole comes back with all that stood in it.
  window.addEventListener(
    "pagehide",
    () => isSharedScreen() && document.body.style.setProperty("display", "none"),
  );
  window.addEventListener("pageshow", ({ persisted }) => persisted && location.replace(firstPage));
  setInterval(tick, 1_000);
  tick();
}

function touch({ type }: Event) {
  if (type === "input") typed = true;
  happen("touch");
}

function tick() {
  happen(isSharedScreen() && holdsSomething() ? "tick" : "empty");
  if (silence.since !== storage.read(touchedKey)) storage.write(touchedKey, silence.since);
}

function happen(what: Happening) {
  const now = Date.now();
  silence = next(silence, what, now);
  if (silence.phase === "gone") leaveTerminal();
  const left = secondsLeft(silence, now);
  // What was typed is at the server before it has to go here.
  if (left !== null && warning.get().left === null) saveDrafts().catch(() => {});
  if (left !== warning.get().left) warning.set({ left });
}

/** Whether anything here is of a person. Pages other than the first may show something of him without a sign-in. */
function holdsSomething(): boolean {
  const { user, state } = session.get();
  const known = state === "known" && user === null;
  return !known || typed || !isFirstPage() || storage.keys("").some((key) => !harmless.includes(key));
}
