/** Where a test may end this process, as a power cut would. */
export type Failpoint =
  | "before-insert"
  | "after-insert"
  | "after-claim"
  | "before-post"
  | "after-post"
  | "before-finish"
  | "after-login"
  | "after-inbox"
  | "after-apply"
  | "before-done";

// `FAILPOINT=before-post:3` ends the process at its third pass. Only where DEMO=1 says that nothing here is real.
const wanted = process.env.DEMO === "1" ? (process.env.FAILPOINT ?? "") : "";
const [name, count = "1"] = wanted.split(":");
let left = Number(count);

/** Does nothing unless a test asked for this point. */
export function failpoint(here: Failpoint): void {
  if (here !== name) return;
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}
