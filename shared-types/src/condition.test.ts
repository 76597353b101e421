import assert from "node:assert/strict";
import { test } from "node:test";
import { type Condition, holds } from "./condition.ts";

const driver = { ask: "personKind", in: ["driver"] } as const;
const dangerous = { field: "businessScopeCode", has: "04104" } as const;
const answers = { personKind: "driver,escort", businessScopeCode: "04101,04104", payment: "1" };

for (const [name, condition, expected] of [
  ["nothing asked", undefined, true],
  ["any of a list with commas", driver, true],
  ["one of several values", { field: "payment", in: ["2", "1"] }, true],
  ["a value that is another's beginning", { field: "payment", in: ["11"] }, false],
  ["a list that has it", dangerous, true],
  ["a list that has it not", { field: "businessScopeCode", has: "0410" }, false],
  ["no answer at all", { field: "cancelType", in: ["1"] }, false],
  ["not", { not: driver }, false],
  ["all", { all: [driver, dangerous, { field: "payment", in: ["2"] }] }, false],
  ["any", { any: [{ field: "payment", in: ["2"] }, driver] }, true],
  ["all of none", { all: [] }, true],
  ["any of none", { any: [] }, false],
] as const satisfies [string, Condition | undefined, boolean][])
  test(`${name}: ${expected ? "holds" : "does not hold"}`, () => {
    assert.equal(holds(condition, answers), expected);
  });
