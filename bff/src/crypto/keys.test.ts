import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { loadKeys, newKeyFile, readKeys } from "./keys.ts";

const dataDir = mkdtempSync(join(tmpdir(), "keys-"));
after(() => rmSync(dataDir, { recursive: true }));
const demo = { dataDir, keyFile: null, demo: true };

function keyFile(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(newKeyFile());
  change(file);
  const path = join(dataDir, `${Math.floor(performance.now() * 1000)}.json`);
  writeFileSync(path, JSON.stringify(file));
  return path;
}

test("a demonstration makes its keys once, readable for its user only", () => {
  const first = loadKeys(demo);
  assert.deepEqual(loadKeys(demo), first);
  assert.deepEqual(readdirSync(join(dataDir, "keys")), ["keys.json"]);
  assert.equal(statSync(join(dataDir, "keys", "keys.json")).mode & 0o777, 0o600);
  assert.equal(statSync(join(dataDir, "keys")).mode & 0o777, 0o700);
});

test("outside of a demonstration a key file is needed, and no demo keys", () => {
  loadKeys(demo);
  assert.throws(() => loadKeys({ dataDir, keyFile: null, demo: false }), /KEY_FILE is not set/);
  const made = join(dataDir, "keys", "keys.json");
  assert.throws(() => loadKeys({ dataDir, keyFile: made, demo: false }), /holds demo keys/);
  assert.equal(loadKeys({ dataDir, keyFile: keyFile(() => {}), demo: false }).current, 1);
});

for (const [name, change, reason] of [
  ["no masters", (file: Record<string, unknown>) => delete file.masters, /current must name/],
  [
    "a current version that is not there",
    (file: Record<string, unknown>) => (file.current = 7),
    /current must name/,
  ],
  ["a short master", (file: Record<string, unknown>) => (file.masters = { 1: "abcd" }), /masters must be/],
  ["no index key", (file: Record<string, unknown>) => delete file.index, /index must be/],
  [
    "a public key off the curve",
    (file: Record<string, unknown>) =>
      (file.sm2 = { privateKey: "1".repeat(64), publicKey: `04${"1".repeat(128)}` }),
    /sm2 must hold/,
  ],
] as const)
  test(`a key file is refused with its name and the reason: ${name}`, () => {
    const path = keyFile((file) => void change(file));
    assert.throws(
      () => readKeys(path, false),
      (error: Error) => reason.test(error.message) && error.message.includes(path),
    );
  });

test("a file that cannot be read or is not JSON is named without its content", () => {
  const path = join(dataDir, "broken.json");
  writeFileSync(path, '{"index": "0123456789abcdef');
  assert.throws(() => readKeys(path, true), {
    message: `the key file ${path} cannot be read: it is not JSON`,
  });
  assert.throws(() => readKeys(`${path}x`, true), {
    message: `the key file ${path}x cannot be read: ENOENT`,
  });
  assert.match(readFileSync(path, "utf8"), /0123/);
});
