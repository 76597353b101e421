import { oweSignOut, paySignOut } from "../platform/owed-sign-out";
import { firstPage, kept } from "../platform/shared-screen";
import { emptyDevice } from "../platform/storage";
import { terminalTexts } from "../texts/terminal";
import { saveDrafts } from "./save-drafts.h5";
import "./terminal.scss";

/** So long the server may take to keep what was typed last. */
const patience = 3_000;
/** Between two tries to reach the server. */
const pause = 5_000;
let leaving = false;

/** Takes everything of this person off the terminal. Once begun it goes on to its end: a page that knows nothing. */
export function leaveTerminal() {
  if (leaving) return;
  leaving = true;
  const say = cover();
  say(terminalTexts.leaving);
  void forget(say);
}

async function forget(say: (words: string) => void) {
  await Promise.race([saveDrafts().catch(() => {}), wait(patience)]);
  oweSignOut();
  // From here on nothing of him is in the document; pictures and the camera go with the page's memory.
  document.getElementById("app")?.remove();
  await Promise.race([emptyDevice(kept), wait(patience)]);
  while (!(await paySignOut())) {
    say(terminalTexts.unreachable);
    await wait(pause);
  }
  location.replace(firstPage);
}

/** Hides the page at once, with every dialog in it. @returns what puts other words there */
function cover() {
  const app = document.getElementById("app");
  if (app) app.style.display = "none";
  const whole = document.createElement("div");
  whole.className = "page terminal-cover";
  const words = document.createElement("p");
  words.setAttribute("role", "status");
  whole.append(words);
  document.body.append(whole);
  return (text: string) => {
    words.textContent = text;
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
