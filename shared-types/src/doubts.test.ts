import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "../scripts/national-context.ts";
import { doubtsOf } from "./doubts.ts";
import { progressStates } from "./spec/codes.gen.ts";

const codes = { ...context.codes, progressStates: progressStates.SQ1001 };

for (const [name, values, paths] of [
  ["accepted, nothing to expect yet", { busiState: "3", plateColorCode: "2" }, []],
  [
    "a plate colour that B.3 does not have",
    { busiState: "3", plateColorCode: "77" },
    ["JD1001.plateColorCode"],
  ],
  ["a state that B.12 does not have", { busiState: "9", plateColorCode: "2" }, ["JD1001.busiState"]],
] as const)
  test(`JD1001 ${name}: ${paths.length} doubts`, () => {
    assert.deepEqual(
      doubtsOf("JD1001", { JD1001: values }, codes).map((doubt) => doubt.path),
      paths,
    );
  });

test("an approval without its validity, year and voucher is taken and named", () => {
  const missing = doubtsOf("JD1001", { JD1001: { busiState: "5", expireDate: "202712" } }, codes).map(
    (doubt) => doubt.path,
  );
  assert.ok(missing.includes("JD1001.checkYear") && missing.includes("JD1001.checkCertifyFile"));
  assert.ok(!missing.includes("JD1001.expireDate"));
});

test("of several classes the unknown one is named", () => {
  const [doubt] = doubtsOf("JD1002", { JD1002: { workTypeCode: "02,77" } }, codes);
  assert.match(doubt!.message, /“77”/);
});

test("in a batch the doubt names the index", () => {
  const educationInfo = [{ currCreditLevel: "AAA" }, { currCreditLevel: "Z" }];
  const paths = doubtsOf("CX1003", { CX1003: { educationInfo } }, codes).map((doubt) => doubt.path);
  assert.deepEqual(paths, ["CX1003.educationInfo[1].currCreditLevel"]);
});
