// What a child process says, in a file. A disk that is full must not end the system whose log it cannot hold.
import { createWriteStream } from "node:fs";

/**
 * Begins the file anew. After an error (the disk is full) it is tried again after a `pause` of milliseconds; what came in
 * between is lost, and the file says so.
 * @param {string} path
 * @returns {{write(text: string): void, end(): void}}
 */
export function logFile(path, pause = 5_000) {
  let stream = open("w");
  let failedAt = 0;
  function open(flags) {
    const opened = createWriteStream(path, { flags });
    opened.on("error", () => {
      failedAt = Date.now();
      if (stream === opened) stream = null;
    });
    return opened;
  }
  return {
    write(text) {
      if (stream === null && Date.now() - failedAt >= pause) {
        stream = open("a");
        stream.write("\n… lines are missing here: the file could not be written\n");
      }
      stream?.write(text);
    },
    end: () => stream?.end(),
  };
}
