import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ByteGate } from "./byte-gate.ts";

test("never more bytes inside than fit, save one that goes alone; all come through in their order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 150 }), { maxLength: 30 }),
      fc.scheduler(),
      async (sizes, s) => {
        const gate = new ByteGate(100);
        const order: number[] = [];
        let inside = 0;
        let count = 0;
        const jobs = sizes.map(async (bytes, index) => {
          const leave = await gate.enter(bytes);
          order.push(index);
          inside += bytes;
          count++;
          assert.ok(inside <= 100 || count === 1);
          await s.schedule(Promise.resolve(), `job ${index}`);
          inside -= bytes;
          count--;
          leave();
        });
        await s.waitFor(Promise.all(jobs));
        assert.deepEqual(
          order,
          sizes.map((_, index) => index),
        );
      },
    ),
    { numRuns: 50 },
  );
});
