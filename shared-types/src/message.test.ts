import assert from "node:assert/strict";
import { test } from "node:test";
import { holder, type Json, message, singleFaults } from "../test/messages.ts";
import { checkBody } from "./message.ts";
import { type InterfaceCode, interfaces } from "./spec/interfaces.gen.ts";

for (const code of Object.keys(interfaces) as InterfaceCode[])
  for (const part of ["request", "response"] as const) {
    const table = interfaces[code][part];
    if (table.length === 0) continue;

    test(`${code} ${part}: the smallest and the greatest message have no fault`, () => {
      assert.deepEqual(checkBody(code, part, message(code, part, false)), []);
      assert.deepEqual(checkBody(code, part, message(code, part, true)), []);
    });

    test(`${code} ${part}: each single fault is found at its element, and nothing else is`, () => {
      for (const fault of singleFaults(code, part)) {
        const found = checkBody(code, part, fault.body);
        assert.deepEqual(
          found.map((one) => [one.code, one.path.replace(/\[\d\]$/, "")]),
          [[fault.code, fault.path]],
          fault.name,
        );
      }
    });

    test(`${code} ${part}: an optional element may be absent or empty`, () => {
      for (const element of table.filter((one) => one.cardinality === "?"))
        for (const value of [undefined, ""]) {
          const body = structuredClone(message(code, part, true));
          const [parent] = holder(body, table, code, element);
          parent[element.name] = value;
          assert.deepEqual(checkBody(code, part, body), [], element.name);
        }
    });
  }

const jd = () => message("JD1004", "request", false) as { JD1004: Json };

for (const [name, body, expected] of [
  ["no object", "x", ["JD1004"]],
  ["a list", [], ["JD1004"]],
  ["another interface's code", { JD1002: {} }, ["JD1002", "JD1004"]],
  ["the value is a list", { JD1004: [{}] }, ["JD1004"]],
  ["another code beside", { ...jd(), JD1002: {} }, ["JD1002"]],
] as const)
  test(`a Body that is ${name} is refused`, () => {
    assert.deepEqual(
      checkBody("JD1004", "request", body).map((fault) => fault.path),
      expected,
    );
  });

for (const [name, value, legal] of [
  ["busiState 01 of an F2 list", { busiState: "01" }, true],
  ["busiState that B.12 does not have", { busiState: "77" }, true],
  ["a day that is none", { feedbackDate: "20260231000000" }, false],
  ["a time that is none", { feedbackDate: "20260228250000" }, false],
  ["an unknown interType", { interType: "XX9999" }, true],
] as const)
  test(`JD1004: ${name} is ${legal ? "taken" : "refused"}`, () => {
    const body = jd();
    Object.assign(body.JD1004, value);
    assert.equal(checkBody("JD1004", "request", body).length, legal ? 0 : 1);
  });

for (const [accept, change] of [
  ["numberForString", { busiState: 3 }],
  ["zeroForAbsent", { feedbackNo: 0 }],
  ["zeroForAbsent", { certificateFile: "0" }],
] as const)
  test(`${JSON.stringify(change)} is taken from a province known for ${accept}, not from others`, () => {
    const body = jd();
    Object.assign(body.JD1004, change);
    assert.deepEqual(checkBody("JD1004", "request", body, [accept]), []);
    // "0" for a file is base64 of nothing in particular: only the missing length tells; a number is no text.
    if (typeof Object.values(change)[0] === "number")
      assert.equal(checkBody("JD1004", "request", body).length, 1);
  });

for (const [name, certificateFile, legal] of [
  ["lines of 76 characters", `${"A".repeat(76)}\r\n${"A".repeat(76)}\r\n`, true],
  ["no padding although it needs one", "AAAAA", false],
  ["padding in the middle", "AA==AAAA", false],
  ["a million line breaks before what is none", `${"\r\n".repeat(500_000)}!`, false],
] as const)
  test(`base64 with ${name} is ${legal ? "taken" : "refused"}, in no time that grows with its square`, () => {
    const body = jd();
    Object.assign(body.JD1004, { certificateFile });
    assert.equal(checkBody("JD1004", "request", body).length, legal ? 0 : 1);
  });

test("of an element's name that is far too long only the beginning is repeated", () => {
  const [fault] = checkBody("JD1004", "request", { JD1004: { ...jd().JD1004, ["x".repeat(5_000)]: "" } });
  assert.equal(fault!.path, `JD1004.${"x".repeat(60)}`);
});

test("a missing group is taken from a province known for it", () => {
  const body = { CX1003: {} };
  assert.equal(checkBody("CX1003", "request", body).length, 1);
  assert.deepEqual(checkBody("CX1003", "request", body, ["missingGroup"]), []);
});

const cycles: [string, boolean][] = [
  ["20240101 20241231", true],
  ["2024010120241231", true],
  ["20240101-20241231", false],
  ["20240101  20241231", false],
];
for (const [creditAssessCycle, legal] of cycles)
  test(`an assessment cycle of 16 characters, and the blank of its note: ${creditAssessCycle}`, () => {
    const body = message("CX1003", "request", true) as { CX1003: { educationInfo: Json[] } };
    Object.assign(body.CX1003.educationInfo[0]!, { creditAssessCycle });
    assert.equal(checkBody("CX1003", "request", body).length, legal ? 0 : 1);
  });

test("a fault in a batch names the index", () => {
  const body = message("CX1003", "request", false) as { CX1003: { educationInfo: Json[] } };
  body.CX1003.educationInfo.push({ ...body.CX1003.educationInfo[0], idCard: undefined });
  assert.deepEqual(
    checkBody("CX1003", "request", body).map((fault) => fault.path),
    ["CX1003.educationInfo[1].idCard"],
  );
});
