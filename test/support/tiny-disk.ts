// A disk of a few megabytes to be filled: a tmpfs in a mount namespace of its own. The namespace goes with its last
// process, and the one that holds it ends when this one does, so nothing stays mounted however a test ends.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Root may mount; others may in a namespace of users of their own, where the machine allows it. */
const ways = [
  { make: ["-m"], enter: ["-m"] },
  { make: ["-Urm"], enter: ["-U", "-m", "--preserve-credentials"] },
];
const way = ways.find(
  ({ make }) => spawnSync("unshare", [...make, "mount", "-t", "tmpfs", "none", "/tmp"]).status === 0,
);

/** Why this machine gives no tiny disks; undefined when it does. */
export const noTinyDisk =
  way === undefined ? "neither unshare -m nor unshare -Urm may mount a tmpfs here" : undefined;

const mebibyte = Buffer.alloc(2 ** 20);

export interface TinyDisk {
  /** The words before a command that make it run where the disk is. */
  readonly within: readonly string[];
  /** What lies in its folder, as we see it from outside. */
  path(name: string): string;
  /** Takes all the room there is, to the last byte. */
  fill(): void;
  /** Gives the room back. */
  free(): void;
  /** The disk goes once no process is within any more. */
  close(): Promise<void>;
}

/** A disk of so many mebibytes on `folder`, for processes that are started `within` it. */
export async function tinyDisk(folder: string, mebibytes: number): Promise<TinyDisk> {
  mkdirSync(folder, { recursive: true });
  const mount = `mount -t tmpfs -o size=${mebibytes}m none "$0" && echo there && exec cat`;
  const holder = spawn("unshare", [...way!.make, "sh", "-c", mount, folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(holder, "exit");
  await Promise.race([once(holder.stdout, "data"), exited.then(() => Promise.reject(new Error("no disk")))]);
  const path = (name: string) => join(`/proc/${holder.pid}/root`, folder, name);
  return {
    within: ["nsenter", "-t", String(holder.pid), ...way!.enter],
    path,
    fill: () => fill(path("filler")),
    free: () => rmSync(path("filler"), { force: true }),
    async close() {
      holder.stdin.end();
      await exited;
    },
  };
}

function fill(path: string): void {
  const file = openSync(path, "a");
  try {
    // Smaller and smaller pieces: a disk is full when not a page of it is left.
    for (let bytes = mebibyte.length; bytes >= 4096; ) {
      try {
        writeSync(file, mebibyte, 0, bytes);
      } catch {
        bytes /= 2;
      }
    }
  } finally {
    closeSync(file);
  }
}
