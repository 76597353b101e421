// `npm start` is npm → sh → this process. If any of them is killed, by SIGKILL too, all ends.
import { readFileSync } from "node:fs";

export function endWithAncestors() {
  const chain = ancestors();
  setInterval(() => {
    if (process.ppid === chain[0] && chain.every(alive)) return;
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(0), 50_000).unref();
  }, 500).unref();
}

// Only as far as npm: what started npm (a terminal, a test) may end before us and we stay its business.
function ancestors() {
  const chain = [process.ppid];
  if (!process.env.npm_lifecycle_event) return chain;
  const parent = parentOf(process.ppid);
  if (nameOf(process.ppid) !== "node" && parent) chain.push(parent);
  return chain;
}

function stat(pid) {
  try {
    return /\((.*)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return null; // no /proc on this system: the parent alone is watched
  }
}
const nameOf = (pid) => (stat(pid)?.[1].startsWith("npm") ? "node" : stat(pid)?.[1]);
const parentOf = (pid) => Number(stat(pid)?.[2] ?? 0);

/** Whether there is such a process, one of somebody else's included. */
export function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
