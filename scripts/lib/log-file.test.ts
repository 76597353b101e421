import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { logFile } from "./log-file.mjs";

// `/dev/full` is Linux's own full disk.
if (existsSync("/dev/full"))
  test("a log whose disk is full ends nothing, and goes on when there is room, saying what is missing", async (t) => {
    const dir = mkdtempSync(join(tmpdir(), "log-"));
    t.after(() => rmSync(dir, { recursive: true, force: true }));
    const path = join(dir, "one.log");
    symlinkSync("/dev/full", path);
    const log = logFile(path, 20);
    for (let line = 0; line < 20; line++) {
      log.write(`lost ${line}\n`);
      await sleep(10);
    }
    rmSync(path);
    while (!existsSync(path) || !/lines are missing here.*kept/s.test(readFileSync(path, "utf8"))) {
      log.write("kept\n");
      await sleep(10);
    }
    log.end();
    assert.equal(readFileSync(path, "utf8").includes("lost 0"), false);
  });
