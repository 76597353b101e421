// The whole system on free ports, as `npm start` runs it, with data of its own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startSystem } from "../../scripts/lib/system.mjs";

export interface TestSystem {
  readonly url: string;
  readonly dataDir: string;
  /** Addresses of the simulators by region, and `identity` and `positioning`. */
  readonly simulators: Readonly<Record<string, { url: string }>>;
  stop(): Promise<void>;
}

/**
 * @param options.simulators false: only the BFF and its store
 * @param options.pace milliseconds between two steps of a case at a province
 */
export async function startTestSystem(
  options: { simulators?: boolean; pace?: number; env?: Record<string, string> } = {},
): Promise<TestSystem> {
  const dataDir = mkdtempSync(join(tmpdir(), "portal-system-"));
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const system = await startSystem({ dataDir, ...options });
    return {
      url: system.url,
      dataDir,
      simulators: system.simulators as TestSystem["simulators"],
      stop: () => system.stop().finally(remove),
    };
  } catch (error) {
    remove();
    throw error;
  }
}
