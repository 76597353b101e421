import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { docOf } from "../bson/value.ts";
import { frames } from "./frames.ts";
import { open, seal } from "./message.ts";

const message = (requestId: number) => seal({ ping: 1, $db: "admin" }, { requestId, opcode: 2013 });

async function* pieces(bytes: Buffer, cuts: number[]): AsyncGenerator<Buffer> {
  const ends = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
  for (const [at, end] of [...ends, bytes.length].entries()) yield bytes.subarray(at ? ends[at - 1] : 0, end);
}

test("messages come out whole however the bytes arrive", async () => {
  const sent = [1, 2, 3].map(message);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { maxLength: 40 }), async (cuts) => {
      const got: Buffer[] = [];
      for await (const frame of frames(pieces(Buffer.concat(sent), cuts))) got.push(Buffer.from(frame));
      assert.deepEqual(got, sent);
    }),
  );
});

for (const length of [-1, 0, 15, 48_000_001, 0x7fffffff])
  test(`a message that says it has ${length} bytes is refused`, async () => {
    const bytes = Buffer.alloc(16);
    bytes.writeInt32LE(length, 0);
    await assert.rejects(
      async () => {
        for await (const _ of frames(pieces(bytes, []))) assert.fail("it was taken");
      },
      { codeName: "InvalidLength" },
    );
  });

test("what was sealed can be opened", () => {
  const { body, answered } = open(message(7));
  assert.deepEqual(body, docOf({ ping: 1, $db: "admin" }));
  assert.equal(answered, true);
});

test("an unknown required flag is refused, an unknown optional one is not", () => {
  const flagged = (flags: number) => {
    const bytes = message(1);
    bytes.writeUInt32LE(flags, 16);
    return bytes;
  };
  assert.throws(() => open(flagged(4)), { codeName: "IllegalOperation" });
  assert.equal(open(flagged(1 << 20)).requestId, 0);
});

test("a wrong checksum is refused", () => {
  const bytes = Buffer.concat([message(1), Buffer.alloc(4)]);
  bytes.writeInt32LE(bytes.length, 0);
  bytes.writeUInt32LE(1, 16);
  assert.throws(() => open(bytes), /checksum/);
});
