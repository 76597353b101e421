import { say } from "./say.mjs";

/** Runs a script's whole work; an error becomes one clear message and exit code 1. */
export async function finish(work) {
  try {
    await work();
  } catch (error) {
    say.fail(error?.message ?? String(error));
    process.exit(1);
  }
}
