import assert from "node:assert/strict";
import { test } from "node:test";
import { writeBody } from "./body.ts";
import { checkBody } from "./message.ts";
import { childrenOf, leavesOf, listsOf } from "./shape.ts";
import type { Element, Part } from "./spec/element.ts";
import { type InterfaceCode, interfaces } from "./spec/interfaces.gen.ts";

type Json = Record<string, unknown>;

/** A value that the table allows, as long as it may be. */
function longest(element: Element): string {
  if (element.options) return element.options[0]!.code;
  if (element.format) return "20261123093000".slice(0, element.format.length);
  if (element.type === "binary") return "AAAA";
  if (element.type === "number") return "1";
  return "字".repeat(element.fixed ?? element.max ?? 10);
}

const valuesOf = (elements: readonly Element[], all: boolean) =>
  Object.fromEntries(
    elements
      .filter((element) => all || element.cardinality === "1")
      .map((element) => [element.name, longest(element)]),
  );

/** The greatest or the smallest message that the table allows. */
function message(code: InterfaceCode, part: Part, all: boolean): Json {
  const table = interfaces[code][part];
  const rows = listsOf(table).map((group) => [group.name, [valuesOf(childrenOf(table, group.name), all)]]);
  return writeBody(interfaces[code], part, {
    values: valuesOf(leavesOf(table), all),
    rows: Object.fromEntries(rows),
  }) as Json;
}

/** The object that directly holds an element, in a message, and its path. */
function holder(json: Json, table: readonly Element[], code: string, element: Element): [Json, string] {
  if (element.parent === null) return [json[code] as Json, code];
  const group = table.find((one) => one.name === element.parent)!;
  const [above, path] = holder(json, table, code, group);
  return group.list
    ? [(above[group.name] as Json[])[0]!, `${path}.${group.name}[0]`]
    : [above[group.name] as Json, `${path}.${group.name}`];
}

for (const code of Object.keys(interfaces) as InterfaceCode[])
  for (const part of ["request", "response"] as const) {
    const table = interfaces[code][part];
    if (table.length === 0) continue;

    test(`${code} ${part}: the smallest and the greatest message have no fault`, () => {
      assert.deepEqual(checkBody(code, part, message(code, part, false)), []);
      assert.deepEqual(checkBody(code, part, message(code, part, true)), []);
    });

    /** Changes one element of a full message and gives the faults at its path. */
    const faultsWith = (element: Element, change: (parent: Json, name: string) => void) => {
      const json = structuredClone(message(code, part, true));
      const [parent, path] = holder(json, table, code, element);
      change(parent, element.name);
      const faults = checkBody(code, part, json);
      return {
        all: faults,
        here: faults.filter((fault) => fault.path.startsWith(`${path}.${element.name}`)),
      };
    };

    test(`${code} ${part}: each single fault is found at its element, and nothing else is`, () => {
      for (const element of table.filter((one) => one.type !== "group")) {
        const required = element.cardinality === "1";
        const set = (value: unknown) =>
          faultsWith(element, (parent, name) => {
            parent[name] = value;
          });
        const absent = faultsWith(element, (parent, name) => {
          delete parent[name];
        });
        assert.equal(absent.here.length, required ? 1 : 0, element.name);
        assert.equal(set("").here.length, required ? 1 : 0, `${element.name} empty`);
        for (const wrong of [null, true, [], {}, ...(element.type === "number" ? ["一"] : [7])])
          assert.equal(set(wrong).here.length, 1, `${element.name} ${JSON.stringify(wrong)}`);
        const limit = element.fixed ?? element.max;
        if (limit !== undefined && element.type === "string")
          assert.equal(set("1".repeat(limit + 1)).here.length, 1, element.name);
        if (element.fixed !== undefined)
          assert.equal(set("1".repeat(element.fixed - 1)).here.length, 1, element.name);
        if (element.options) assert.equal(set("8").here.length, 1, element.name);
        if (element.type === "binary") assert.equal(set("不是Base64").here.length, 1, element.name);
        for (const found of [set(null), absent]) assert.deepEqual(found.all, found.here);
      }
    });

    test(`${code} ${part}: a group that is missing, of a wrong type or too often is found`, () => {
      for (const group of table.filter((one) => one.type === "group")) {
        const set = (value: unknown) =>
          faultsWith(group, (parent, name) => {
            parent[name] = value;
          });
        assert.equal(
          faultsWith(group, (parent, name) => {
            delete parent[name];
          }).here.length,
          1,
        );
        for (const wrong of ["", "text", 7, null])
          assert.equal(set(wrong).here.length, 1, JSON.stringify(wrong));
        assert.equal(set([]).here.length, group.name === "certificateInfo" ? 0 : 1);
        const twice = faultsWith(group, (parent, name) => {
          parent[name] = [parent[name], parent[name]].flat();
        });
        assert.equal(twice.here.length, group.list ? 0 : 1, group.name);
      }
    });

    test(`${code} ${part}: an element that the table does not have is 0601 with its path`, () => {
      for (const parent of new Set(table.map((element) => element.parent))) {
        const found = faultsWith(table.find((element) => element.parent === parent)!, (json) => {
          json.strange = "x";
        });
        assert.deepEqual(
          found.all.map((fault) => fault.code),
          ["0601"],
        );
        assert.match(found.all[0]!.path, new RegExp(`^${code}\\..*strange$|^${code}\\.strange$`));
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

test("a missing group is taken from a province known for it", () => {
  const body = { CX1003: {} };
  assert.equal(checkBody("CX1003", "request", body).length, 1);
  assert.deepEqual(checkBody("CX1003", "request", body, ["missingGroup"]), []);
});

test("a fault in a batch names the index", () => {
  const body = message("CX1003", "request", false) as { CX1003: { educationInfo: Json[] } };
  body.CX1003.educationInfo.push({ ...body.CX1003.educationInfo[0], idCard: undefined });
  assert.deepEqual(
    checkBody("CX1003", "request", body).map((fault) => fault.path),
    ["CX1003.educationInfo[1].idCard"],
  );
});
