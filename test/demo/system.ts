// Finds the running system that PORT and DATA_DIR name, by the file that it wrote at its start.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DemoError } from "./errors.ts";

export interface RunningSystem {
  readonly url: string;
  /** Pages of the simulated provinces, by region. */
  readonly simulators: Readonly<Record<string, string>>;
}

export async function findSystem(env: NodeJS.ProcessEnv): Promise<RunningSystem> {
  const file = join(resolve(env.DATA_DIR || ".data"), "run.json");
  let run: { port: number; simulators?: Record<string, { url: string }> };
  try {
    run = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    throw new DemoError(
      `${file} cannot be read: is the system running (npm start), and does DATA_DIR name its folder?`,
    );
  }
  // PORT=0 starts a system on a free port: which one stands in the file.
  const url = `http://127.0.0.1:${Number(env.PORT) || run.port}`;
  const health = await fetch(`${url}/health`).catch(() => null);
  if (!health?.ok)
    throw new DemoError(`${url} does not answer: is the system running (npm start), and does PORT name it?`);
  const { identity, positioning: _, ...provinces } = run.simulators ?? {};
  if (!identity)
    throw new DemoError(
      `the system at ${url} runs without the simulated sign-in, so there is nobody to sign in as`,
    );
  return {
    url,
    simulators: Object.fromEntries(Object.entries(provinces).map(([region, { url: at }]) => [region, at])),
  };
}
