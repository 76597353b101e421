import { join } from "node:path";
import { readKeys } from "./crypto/keys.ts";
import { useKeys } from "./crypto/sealed.ts";
import { connect, disconnect } from "./store/connection.ts";
import { findRunningSystem, type RunningSystem } from "./store/running-system.ts";

/** Does one act with the running system's store and keys. */
export async function onRunningSystem<T>(act: (system: RunningSystem) => Promise<T>): Promise<T> {
  const system = findRunningSystem(process.env);
  useKeys(readKeys(process.env.KEY_FILE || join(system.dataDir, "keys", "keys.json"), true));
  await connect(system.storeUri).catch(() => {
    throw new Error("the store does not answer: does the system run?");
  });
  try {
    return await act(system);
  } finally {
    await disconnect();
  }
}

/** Ends the process: 0 when the act was good, 2 when not, 1 with one sentence on an error. */
export function run(act: () => Promise<boolean>): void {
  // A reader that has seen enough (`| head`) does not stop the act half-way.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  Promise.resolve()
    .then(act)
    .then(
      (good) => process.exit(good ? 0 : 2),
      (error: Error) => {
        process.stderr.write(`${error.message}\n`);
        process.exit(1);
      },
    );
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
