// Starts the embedded store as its users do: a process of its own, whose address is read from its output.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readdir, readlink, rename, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { alive } from "../../../scripts/lib/ancestors.mjs";

const main = new URL("../../../bff/src/store/embedded/main.ts", import.meta.url).pathname;
const withParent = new URL("../../../scripts/exit-with-parent.mjs", import.meta.url).href;

export interface Store {
  uri: string;
  port: number;
  dir: string;
  child: ChildProcess;
  /** Lines of standard error so far: what the store told its operator. */
  told: string[];
  /** Ends the process at once, as a crash does. */
  kill(): Promise<void>;
  /** Ends the process in order; resolves to its exit code. */
  stop(): Promise<number | null>;
}

export const temporaryFolder = (): Promise<string> => newFolder(tmpdir());
export const removeFolder = (dir: string): Promise<void> => rm(dir, { recursive: true, force: true });

/**
 * A folder in memory where there is one with room: the disk's syncs cost such tests most of their time. What is written
 * there outlives a kill, so only power cuts and measurements need the disk.
 */
export async function folderInMemory(): Promise<string> {
  const shared = await statfs("/dev/shm").catch(() => undefined);
  const isRoomy = shared && shared.bavail * shared.bsize > 2 ** 31;
  return isRoomy ? newFolder("/dev/shm") : temporaryFolder();
}

/** A folder named after this process. What a process that was killed has left there goes: nobody else removes it. */
async function newFolder(place: string): Promise<string> {
  for (const name of await readdir(place)) {
    const pid = name.startsWith(prefix) && Number.parseInt(name.slice(prefix.length), 10);
    if (pid && !alive(pid)) await removeFolder(join(place, name)).catch(() => {}); // another run may be at it too
  }
  return mkdtemp(join(place, `${prefix}${process.pid}-`));
}

/** Process ids count within their namespace: a folder that containers share has folders of all of them. */
const prefix = `store-${await readlink("/proc/self/ns/pid").then(
  (of) => of.replace(/\D/g, ""),
  () => "0",
)}-`;

let bundled: Promise<string> | undefined;

/** The store as one file, as it is shipped: it starts in a third of the time, and it is started some 300 times. */
const bundle = (): Promise<string> => {
  bundled ??= makeBundle();
  return bundled;
};

async function makeBundle(): Promise<string> {
  const folder = new URL("../../../node_modules/.cache/store-test/", import.meta.url).pathname;
  const outfile = join(folder, `store-${process.pid}.mjs`);
  await build({
    entryPoints: [main],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["lmdb"],
    logLevel: "error",
  });
  // Test files run side by side: each puts the same file in its place as a whole.
  await rename(outfile, join(folder, "store.mjs"));
  return join(folder, "store.mjs");
}

/**
 * Runs the store on a folder and a free port; `before` are words that stand before its command.
 * @throws when the process ends before it listens, with what it said
 */
export async function startStore(
  dir: string,
  env: NodeJS.ProcessEnv = {},
  args: string[] = [],
  before: readonly string[] = [],
): Promise<Store> {
  const file = await bundle();
  const options = ["--import", withParent, file, "--data", dir, "--port", "0", ...args];
  const [command, ...words] = [...before, process.execPath, ...options];
  const child = spawn(command!, words, {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told: string[] = [];
  createInterface({ input: child.stderr! }).on("line", (line) => told.push(line));
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  const uri = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const found = /mongodb:\/\/127\.0\.0\.1:\d+/.exec(line);
      if (found) resolve(found[0]);
      else told.push(line);
    });
    child.once("exit", (code) => reject(new Error(`the store ended with ${code}: ${told.join("\n")}`)));
  });
  const end = (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    return ended;
  };
  return {
    uri,
    port: Number(new URL(uri.replace("mongodb:", "http:")).port),
    dir,
    child,
    told,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}

/** A store on a fresh folder for one test, which both go when the test is over. */
export async function freshStore(
  t: { after(fn: () => Promise<void>): void },
  env?: NodeJS.ProcessEnv,
  args?: string[],
): Promise<Store> {
  const dir = await folderInMemory();
  const store = await startStore(dir, env, args);
  t.after(async () => {
    await store.kill();
    await removeFolder(dir);
  });
  return store;
}
