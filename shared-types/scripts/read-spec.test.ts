import assert from "node:assert/strict";
import { test } from "node:test";
import { optionsOf, readCodes, readInterfaces } from "./read-spec.ts";

for (const [note, codes] of [
  ["1：邮寄\n2：自取", ["1", "2"]],
  ["当未全部注销从业资格类别时该字段不为空；\n1：邮寄\n2：自取", ["1", "2"]],
  ["1、首次备案\n2、备案变更", ["1", "2"]],
  ["0:未整改\n1:已整改", ["0", "1"]],
  ["1：从业资格证；\n2：道路运输证；\n3：经营许可证", ["1", "2", "3"]],
  ["格式：YYYYMMDDhhmmss", undefined],
  ["首次评价=1，追加评价=2……N次评价=N，N<=99", undefined],
  ["勾选的结构化测评代码，勾选多个用英文逗号隔开。例：501,503,504", undefined],
  ["1）参照JT/T 697.7中5.16", undefined],
  [undefined, undefined],
] as const)
  test(`the note ${JSON.stringify(note)} lists ${codes?.join(", ") ?? "nothing"}`, () => {
    assert.deepEqual(
      optionsOf(note)?.map((option) => option.code),
      codes,
    );
  });

const elements = readInterfaces().flatMap((one) =>
  [...one.request, ...one.response].map((element) => ({ ...element, of: one.code })),
);

test("34 interfaces, 512 elements", () => {
  assert.equal(readInterfaces().length, 34);
  assert.equal(elements.length, 512);
});

test("the F2 elements whose list has one digit are no longer of fixed length", () => {
  const padded = elements
    .filter((element) => element.padded)
    .map((element) => `${element.of}.${element.name}`);
  assert.deepEqual(padded, [
    "SQ1004.cancelType",
    "SQ1010.cancelType",
    "CX1004.busiState",
    "JD1001.busiState",
    "JD1002.busiState",
    "JD1003.busiState",
    "JD1004.busiState",
    "PJ1001.busiState",
  ]);
  for (const element of elements.filter((one) => one.padded))
    assert.deepEqual([element.fixed, element.max], [undefined, 2]);
});

test("every note that cites a list of Appendix B names one that exists", () => {
  const lists = readCodes().lists;
  const cited = elements.filter(
    (element) =>
      /见附录B\.\d/.test(element.note ?? "") && element.codes && element.codes !== "progressStates",
  );
  assert.ok(cited.length > 20);
  for (const element of cited) assert.ok(lists[element.codes!], `${element.of}.${element.name}`);
});

test("B.14: what a workshop does stands under its class, the classes under nothing", () => {
  const parents = new Map(readCodes().lists.repairBusinessScopes!.map(({ code, parent }) => [code, parent]));
  for (const [code, parent] of [
    ["04000", undefined],
    ["04100", undefined],
    ["04104", "04100"],
    ["04814", "04800"],
    ["04400", undefined],
  ] as const)
    assert.equal(parents.get(code), parent, code);
  assert.ok([...parents.values()].every((parent) => parent === undefined || parents.has(parent)));
});
