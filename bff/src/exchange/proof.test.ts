import assert from "node:assert/strict";
import { test } from "node:test";
import { provenBy } from "./proof.ts";

const rows: [string, Record<string, string>, boolean, string | null][] = [
  ["JD1004", {}, true, null],
  ["QX1002", { cancelResult: "1" }, true, "QX1001"],
  ["QX1002", { cancelResult: "2" }, false, "QX1001"],
  ["HT1002", { rollResult: "2" }, false, "HT1001"],
  ["PJ1002", {}, true, "PJ1001"],
  ["HS1002", {}, false, "HS1001"],
  ["CX1003", {}, false, null],
];
for (const [ipc, body, application, request] of rows)
  test(`${ipc} ${JSON.stringify(body)} proves ${application ? "the application" : "no application"}`, () => {
    const proven = provenBy(ipc, body);
    assert.equal(proven.includes("SQ1008"), application);
    if (request !== null) assert.ok(proven.includes(request));
  });
