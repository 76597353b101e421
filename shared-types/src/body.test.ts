import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readBody, type WireValues, writeBody } from "./body.ts";
import type { Answers } from "./condition.ts";
import { checkTable } from "./message.ts";
import { childrenOf, leavesOf, listsOf, rootOf } from "./shape.ts";
import type { Element, Part } from "./spec/element.ts";
import { interfaces } from "./spec/interfaces.gen.ts";

/** A value that the table allows. */
function legalValue(element: Element): fc.Arbitrary<string> {
  if (element.options) return fc.constantFrom(...element.options.map((option) => option.code));
  if (element.format) return fc.constant("20260228235959".slice(0, element.format.length));
  if (element.type === "binary") return fc.base64String({ minLength: 4, maxLength: 40 });
  if (element.type === "number") return fc.nat({ max: 10 ** Math.min(element.max ?? 9, 15) - 1 }).map(String);
  const longest = element.fixed ?? Math.min(element.max ?? 30, 60);
  // Characters of every plane: lengths are counted in characters, not in JavaScript's units.
  return fc.string({ unit: "binary", minLength: element.fixed ?? 1, maxLength: longest });
}

function groupOf(elements: readonly Element[]): fc.Arbitrary<Answers> {
  const optional = elements.filter((element) => element.cardinality === "?");
  const all = fc.record(Object.fromEntries(elements.map((element) => [element.name, legalValue(element)])), {
    noNullPrototype: true,
    requiredKeys: elements.filter((element) => !optional.includes(element)).map((element) => element.name),
  });
  return all as fc.Arbitrary<Answers>;
}

function contentOf(table: readonly Element[]): fc.Arbitrary<WireValues> {
  const lists = listsOf(table).map((group) => [
    group.name,
    fc.array(groupOf(childrenOf(table, group.name)), {
      minLength: group.name === "certificateInfo" ? 0 : 1,
      maxLength: 3,
    }),
  ]);
  return fc.record({
    values: groupOf(leavesOf(table)),
    rows: fc.record(Object.fromEntries(lists), { noNullPrototype: true }) as fc.Arbitrary<WireValues["rows"]>,
  });
}

for (const one of Object.values(interfaces))
  for (const part of ["request", "response"] as const satisfies Part[]) {
    if (one[part].length === 0) {
      test(`${one.code} ${part}: without elements the Body is empty`, () => {
        assert.equal(writeBody(one, part, { values: {}, rows: {} }), "");
        assert.deepEqual(checkTable(one, part, ""), []);
      });
      continue;
    }
    test(`${one.code} ${part}: values written and read again are the same, and the table finds no fault in them`, () => {
      fc.assert(
        fc.property(contentOf(one[part]), (content) => {
          const body = writeBody(one, part, content);
          assert.deepEqual(checkTable(one, part, body), []);
          assert.deepEqual(readBody(one, part, JSON.parse(JSON.stringify(body))), {
            ...content,
            values: { ...content.values },
          });
        }),
        { numRuns: 40 },
      );
    });

    const root = rootOf(one[part]);
    if (root)
      test(`${one.code} ${part}: a root written as a list of one is read the same`, () => {
        fc.assert(
          fc.property(contentOf(one[part]), (content) => {
            const body = writeBody(one, part, content) as Record<string, Record<string, unknown>>;
            const asList = { [one.code]: { ...body[one.code], [root.name]: [body[one.code]![root.name]] } };
            assert.deepEqual(checkTable(one, part, asList), []);
            assert.deepEqual(readBody(one, part, asList), { ...content });
          }),
          { numRuns: 10 },
        );
      });
  }
