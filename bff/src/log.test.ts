import assert from "node:assert/strict";
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
