import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";

let portal: TestPortal;
before(async () => {
  portal = await startTestPortal();
});
after(() => portal?.stop());

const send = (body: string) => portal.request("POST", "/exchange", { body });

const rows: readonly [what: string, body: string, status: number][] = [
  ["nothing", "", 400],
  ["no JSON", "hello", 400],
  ["JSON that is no message", "[1]", 400],
  ["deep JSON", `${"[".repeat(100_000)}`, 400],
  ["a message without a header", '{"Body":""}', 400],
  ["33 MiB", "x".repeat(33 * 1024 * 1024), 413],
  ["100 MB", "x".repeat(100_000_000), 413],
];

describe("what is no message is answered with an envelope, and the next one is read", () => {
  for (const [what, body, status] of rows)
    test(what, async () => {
      const reply = await send(body);
      assert.equal(reply.status, status);
      assert.equal(reply.json.Header.Code, "1001");
      assert.equal(reply.json.Header.Token, "");
      assert.equal((await portal.request("GET", "/health")).status, 200);
    });
});

test("only POST is taken", async () => {
  assert.equal((await portal.request("GET", "/exchange")).status, 405);
});
