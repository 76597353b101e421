import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { checkFile, Damaged } from "./check.ts";
import { DATA_FILE, Storage } from "./storage.ts";

const folder = mkdtempSync(join(tmpdir(), "check-"));
after(() => rmSync(folder, { recursive: true }));

const storage = new Storage(folder);
const file = join(folder, DATA_FILE);
const MARK = "a value that can be found again";
await storage.write(() => {
  for (let i = 0; i < 5000; i++) storage.put(Buffer.from(`key ${i}`), Buffer.from(`${MARK} ${i}`));
  storage.put(Buffer.from("key big"), Buffer.alloc(100_000, "big"));
});
await storage.close();
const sound = readFileSync(file);

test("a sound file passes, with big values and many pages", () => assert.doesNotThrow(() => checkFile(file)));
test("a file that is not there passes", () => assert.doesNotThrow(() => checkFile(join(folder, "none"))));

const flipped = (at: number) => {
  const bytes = Buffer.from(sound);
  bytes[at]! ^= 1;
  return bytes;
};
const zeroed = (at: number) => Buffer.from(sound).fill(0, at, at + 4096);
for (const [name, bytes] of Object.entries({
  "a bit of a value": flipped(sound.lastIndexOf(MARK) + 3),
  "a bit of a key": flipped(sound.indexOf("key 4999") + 4),
  "a bit in the middle of a big value": flipped(sound.indexOf("bigbigbig") + 50_000),
  "the file's head": flipped(24),
  "half of the file": sound.subarray(0, sound.length / 2),
  "a page of zeros": zeroed(4096 * 40),
  "all but the head": Buffer.concat([sound.subarray(0, 8192), Buffer.alloc(sound.length - 8192, 0xa5)]),
}))
  test(`damage is found: ${name}`, () => {
    const path = join(folder, "damaged");
    writeFileSync(path, bytes);
    assert.throws(() => checkFile(path), Damaged);
  });

test("a byte changed anywhere is found, or changes nothing that is read", async () => {
  const expected = contents(sound);
  let found = 0;
  for (let at = 1000; at < sound.length; at += Math.floor(sound.length / 41)) {
    const path = join(folder, `flipped-${at}`);
    mkdirSync(path);
    const bytes = Buffer.from(sound);
    bytes[at]! ^= 0x55;
    writeFileSync(join(path, DATA_FILE), bytes);
    try {
      checkFile(join(path, DATA_FILE));
    } catch (error) {
      assert.ok(error instanceof Damaged, String(error));
      found += 1;
      continue;
    }
    assert.equal(await contents(bytes), await expected, `a byte changed at ${at}`);
  }
  assert.ok(found > 15, `only ${found} changes were found`);
});

/** Everything that the store reads from a file with these bytes. */
async function contents(bytes: Buffer): Promise<string> {
  const path = mkdtempSync(join(folder, "opened-"));
  writeFileSync(join(path, DATA_FILE), bytes);
  const opened = new Storage(path);
  const hash = createHash("sha256");
  for (const { key, value } of opened.entries({ low: Buffer.of(1), high: Buffer.of(255) }))
    hash.update(key).update(value);
  await opened.close();
  return hash.digest("hex");
}
