import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { context } from "../scripts/national-context.ts";
import { checkAnswers } from "./check.ts";
import { requestOf } from "./requests/index.ts";
import { cellName, readCellName, rowsOf, withRows } from "./rows.ts";

const row = fc.dictionary(fc.constantFrom("name", "post", "count"), fc.string(), {
  minKeys: 1,
  noNullPrototype: true,
});

test("rows put into answers come out again, and nothing else changes", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 15 }), fc.array(row, { maxLength: 15 }), (before, after) => {
      const answers = withRows({ ownerName: "x", "equipment/0/name": "y" }, "people", before);
      const next = withRows(answers, "people", after);
      assert.deepEqual(rowsOf(next, "people"), after);
      assert.deepEqual([next.ownerName, next["equipment/0/name"]], ["x", "y"]);
    }),
  );
});

test("gaps close and rows stand in the order of their numbers", () => {
  assert.deepEqual(rowsOf({ "people/10/name": "b", "people/2/name": "a" }, "people"), [
    { name: "a" },
    { name: "b" },
  ]);
});

for (const name of [
  "people",
  "people/x/name",
  "people/1",
  "people/01/name",
  "people/1/name/",
  "people/123456/name",
  "/1/name",
])
  test(`${name} names no cell`, () => {
    assert.equal(readCellName(name), undefined);
  });

test("a cell's name is read back", () => {
  assert.deepEqual(readCellName(cellName("people", 3, "post")), { list: "people", row: 3, column: "post" });
});

test("a fault in a row names cell and row; too few and too many rows name the list", () => {
  const faults = (answers: Record<string, string>) =>
    checkAnswers(requestOf("SQ1011")!, answers, [], context, { step: 4 });
  assert.deepEqual(faults({ "people/0/name": "测试员", "people/0/post": "3", "people/1/name": "测试员" }), [
    { name: "people/1/post", message: "第2行：请选择岗位或工种" },
  ]);
  assert.deepEqual(faults({}), [{ name: "people", message: "请至少填写一名人员" }]);
  const many = withRows(
    {},
    "people",
    Array.from({ length: 201 }, () => ({ name: "测试员", post: "3" })),
  );
  assert.deepEqual(faults({ ...many }), [{ name: "people", message: "技术人员最多200行，现在是201行" }]);
});
