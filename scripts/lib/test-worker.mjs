// Runs test files one after the other in this process, each as a suite of its own, so that what they import is loaded
// once: loading takes longer than most tests. Asks its parent for the next file as soon as one is through.
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

const ask = () => process.send("next");

process.on("message", (file) => {
  if (file === null) return process.disconnect();
  describe(file, async () => {
    await import(pathToFileURL(join(root, file)).href).catch((error) =>
      test(file, () => Promise.reject(error)),
    );
    after(ask);
  });
});
ask();
