// One child process: in our process group, ended with us, its last words kept for the error message.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { logFile } from "./log-file.mjs";
import { root } from "./paths.mjs";

const withParent = pathToFileURL(join(root, "scripts/exit-with-parent.mjs")).href;

/**
 * Starts `node file args` and resolves when it prints a line that matches `ready`.
 * @returns {{name: string, match: RegExpMatchArray, child: import("node:child_process").ChildProcess, exited: Promise<number|string>}}
 */
export function startChild({ name, file, args = [], env = {}, ready, logFile: logPath, timeout = 60_000 }) {
  const loader = file.endsWith(".ts") ? ["--import", "tsx"] : ["--enable-source-maps"];
  const child = spawn(process.execPath, ["--import", withParent, ...loader, file, ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = logFile(logPath);
  const exited = new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal)));
  let tail = "";
  const keep = (text) => {
    tail = (tail + text).slice(-4000);
    log.write(text);
  };
  child.stderr.on("data", keep);
  exited.then(() => log.end());

  return new Promise((resolve, reject) => {
    let output = "";
    const late = setTimeout(() => fail(`${name} was not ready after ${timeout / 1000} s`), timeout);
    const fail = (why) => {
      clearTimeout(late);
      child.kill("SIGKILL");
      reject(new Error(`${why}\n${tail.trim()}`));
    };
    const watch = (text) => {
      keep(text);
      output += text;
      const match = ready.exec(output);
      if (!match) return;
      clearTimeout(late);
      child.stdout.off("data", watch);
      child.stdout.on("data", keep);
      resolve({ name, match, child, exited });
    };
    child.stdout.setEncoding("utf8").on("data", watch);
    child.on("error", (error) => fail(`${name} could not be started: ${error.message}`));
    exited.then((how) => fail(`${name} ended (${how}) before it was ready`));
  });
}

/**
 * Runs `node file args` to its end and returns what it printed; a failure is an error with its own words.
 * @param {{name: string, file: string, args?: string[], env?: Record<string, string>}} options
 * @returns {Promise<string>}
 */
export function runChild({ name, file, args = [], env = {} }) {
  return new Promise((resolve, reject) => {
    const loader = file.endsWith(".ts") ? ["--import", "tsx"] : [];
    const child = spawn(process.execPath, [...loader, file, ...args], {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (err += text));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve(out) : reject(new Error(`${name}: ${err.trim() || `exit ${code}`}`)),
    );
  });
}
