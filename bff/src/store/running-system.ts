import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** How a command finds the system that runs. */
export interface RunningSystem {
  readonly storeUri: string;
  readonly dataDir: string;
  /** Where people and provinces reach it, without a slash at the end. */
  readonly publicUrl: string;
}

/**
 * Finds the running system that the environment names: MONGODB_URI, or DATA_DIR/run.json that its start wrote; PORT and
 * PUBLIC_URL win over what stands there. Throws an error in one sentence.
 */
export function findRunningSystem(env: NodeJS.ProcessEnv): RunningSystem {
  const dataDir = resolve(env.DATA_DIR || ".data");
  const run = readRunFile(join(dataDir, "run.json"));
  const storeUri = env.MONGODB_URI || run.storeUri;
  if (!storeUri) throw new Error(`no system runs with its data in ${dataDir} (npm start starts one)`);
  const port = env.PORT || String(run.port ?? 8080);
  const publicUrl = (env.PUBLIC_URL || `http://127.0.0.1:${port}`).replace(/\/+$/, "");
  return { storeUri, dataDir, publicUrl };
}

function readRunFile(path: string): { port?: number; storeUri?: string } {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return {};
  }
}
