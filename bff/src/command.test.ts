import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";

const command = `import { run, say } from ${JSON.stringify(new URL("./command.ts", import.meta.url).href)};
run(async () => {
  for (let line = 0; line < 100; line++) {
    say("x".repeat(10_000));
    await new Promise(setImmediate);
  }
  process.stderr.write("whole");
  return true;
});`;

test("an act whose reader stops reading is done to its end, without a stack trace", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", command]);
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (chunk: Buffer) => {
    err += chunk;
  });
  const [code] = await once(child, "close");
  assert.deepEqual([code, err], [0, "whole"]);
});
