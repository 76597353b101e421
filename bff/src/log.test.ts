import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { test } from "node:test";
import { makeLog, masked } from "./log.ts";

for (const [line, put] of [
  ["id 110101197001019918 end", "id [id-number] end"],
  ["id 11010119700101991X end", "id [id-number] end"],
  ["call 13800000001", "call [phone]"],
  ["Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789", "Authorization: Bearer [token]"],
  ["session=abcdefghijklmnopqrstuvwxyz0123456789", "session= [token]"],
  // Our own numbers are longer and stay readable.
  ["case 110105005202611240000001", "case 110105005202611240000001"],
  ["serial 11000020261124000000000112345678", "serial 11000020261124000000000112345678"],
] as const)
  test(`${line} is logged as ${put}`, () => assert.equal(masked(line), put));

test("nothing personal gets through, wherever it stands in an entry", () => {
  const lines: string[] = [];
  const log = makeLog("info", (line) => lines.push(line));
  log.info({ deep: { number: "110101197001019918" } }, "phone 13800000001\nforged line");
  log.error({ err: new Error("E11000 { idCard: '110101197001019918' }") }, "failed");
  assert.equal(lines.length, 2);
  for (const line of lines) {
    assert.equal(/110101197001019918|13800000001/.test(line), false);
    assert.equal(line.trimEnd().includes("\n"), false);
  }
});

// `/dev/full` is Linux's own full disk.
if (existsSync("/dev/full"))
  test("a log that finds its disk full keeps a part of its lines, and ends nothing", () => {
    const full = openSync("/dev/full", "w");
    const script = `
      import { makeLog } from ${JSON.stringify(new URL("log.ts", import.meta.url).href)};
      const log = makeLog("info");
      for (let n = 0; n < 30_000; n++) log.info({ n }, "a line, one of many that wait for room, some hundred bytes long");
      console.log("alive", process.memoryUsage().external < 64e6);`;
    const args = ["--import", "tsx", "--input-type=module", "-e", script];
    const { status, stdout } = spawnSync(process.execPath, args, { stdio: ["ignore", "pipe", full] });
    closeSync(full);
    assert.equal(status, 0);
    assert.equal(String(stdout), "alive true\n");
  });
