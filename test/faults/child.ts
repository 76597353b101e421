import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { pathToFileURL } from "node:url";

const preload = (path: string) => pathToFileURL(new URL(path, import.meta.url).pathname).href;
const withParent = preload("../../scripts/exit-with-parent.mjs");
const lapse = preload("lapse.mjs");

export interface Child {
  readonly process: ChildProcess;
  /** What it printed when it was ready. */
  readonly said: string;
  readonly exited: Promise<NodeJS.Signals | number | null>;
}

interface Circumstances {
  readonly env?: NodeJS.ProcessEnv;
  /** Where its words go. */
  readonly log: string;
  /** What it prints when it is ready. */
  readonly ready: RegExp;
  /** It runs in our time, which this file tells. */
  readonly lapsed?: string;
  /** Words that stand before its command. */
  readonly within?: readonly string[];
}

/** Starts one process of the campaign and waits until it is ready. */
export async function start(
  file: string,
  args: readonly string[],
  { env = {}, log, ready, lapsed, within = [] }: Circumstances,
): Promise<Child> {
  const clock = lapsed === undefined ? [] : ["--import", lapse];
  const words = [...within, process.execPath, "--import", withParent, ...clock, file, ...args];
  const child = spawn(words[0]!, words.slice(1), {
    env: { ...process.env, ...env, ...(lapsed && { LAPSE_FILE: lapsed }) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kept = createWriteStream(log, { flags: "a" });
  const exited = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once("close", (code, signal) => {
      kept.end();
      resolve(signal ?? code);
    }),
  );
  child.stderr!.on("data", (text) => kept.write(text));
  const said = await new Promise<string>((resolve, reject) => {
    let output = "";
    child.stdout!.on("data", (text) => {
      kept.write(text);
      if (output.length > 10_000) return;
      output += text;
      const found = ready.exec(output);
      if (found) resolve(found[1]!);
    });
    void exited.then((how) => reject(new Error(`${file} ended (${how}) before it was ready: see ${log}`)));
  });
  return { process: child, said, exited };
}
