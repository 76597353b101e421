import assert from "node:assert/strict";
import { test } from "node:test";
import { renewal } from "../../../test/support/test-application.ts";
import { startTestPortal } from "../../../test/support/test-portal.ts";
import { openOwnStore } from "../../../test/support/test-store.ts";

// The store's process is ended, so an outside server given by TEST_MONGODB_URI has no such test.
test("with the store away a submit is 503 and says so, and health says so too", {
  skip: Boolean(process.env.TEST_MONGODB_URI),
}, async () => {
  const store = await openOwnStore();
  const portal = await startTestPortal({}, async () => store);
  try {
    const anna = await portal.signIn();
    const application = await renewal(anna);
    await store.kill();
    const { status, json, headers } = await anna.send("POST", "/api/applications", application);
    assert.equal(status, 503);
    assert.match(json.error.message, /尚未提交成功/);
    assert.ok(headers.get("retry-after"));
    assert.equal((await portal.request("GET", "/health")).status, 503);
  } finally {
    await portal.stop();
  }
});
