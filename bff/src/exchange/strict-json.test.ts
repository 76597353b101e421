import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseTree } from "jsonc-parser";
import { JsonRefused, parseStrictly, usualLimits } from "./strict-json.ts";

const refused = (text: string, reason: RegExp) =>
  assert.throws(
    () => parseStrictly(text),
    (error: Error) => error instanceof JsonRefused && reason.test(error.message),
  );

for (const [name, text, reason] of [
  ["a name twice", '{"a":1,"a":2}', /repeated: a$/],
  ["a name twice, once written with an escape", '{"a":1,"\\u0061":2}', /repeated: a$/],
  ["a name twice, deep in a list", '{"x":[{},{"b":1,"c":{},"b":2}]}', /repeated: x\.b$/],
  [
    "a name twice behind a text full of quotes and slashes",
    '{"t":"\\\\\\"}{,:","a":1 ,"a"\n:2}',
    /repeated: a$/,
  ],
  ["__proto__", '{"a":{"__proto__":{}}}', /not allowed: a\.__proto__/],
  ["__proto__ written with escapes", '{"\\u005f_proto__":1}', /not allowed/],
  ["constructor", '{"constructor":{"prototype":1}}', /not allowed: constructor/],
  ["21 levels", `${"[".repeat(21)}${"]".repeat(21)}`, /too deep/],
  ["millions of levels without an end", "[".repeat(2_000_000), /too deep/],
  [
    "more than 2 000 members",
    `{${Array.from({ length: 2_001 }, (_, at) => `"k${at}":1`)}}`,
    /too many members/,
  ],
  ["a million values", `[${"0,".repeat(1_000_000)}0]`, /too many values/],
  ["nothing", "", /^not JSON$/],
  ["two values", "{} {}", /^not JSON$/],
  ["a comment", '{"a":1/*b*/}', /^not JSON$/],
  ["a comma at the end", '{"a":1,}', /^not JSON$/],
  ["single quotes", "{'a':1}", /^not JSON$/],
  ["NaN", '{"a":NaN}', /^not JSON$/],
  ["a text without its end", '{"a":"b', /^not JSON$/],
  ["a line break in a text", '{"a":"b\nc"}', /^not JSON$/],
  ["brackets that do not match", '{"a":[}]', /^not JSON$/],
] as const)
  test(`JSON is refused: ${name}`, () => refused(text, reason));

for (const [name, text] of [
  ["20 levels", `${"[".repeat(20)}${"]".repeat(20)}`],
  ["2 000 members", `{${Array.from({ length: 2_000 }, (_, at) => `"k${at}":1`)}}`],
  ["the same name in different objects", '[{"a":1},{"a":{"a":2}}]'],
  ["a value that looks like a repeated name", '{"a":"a","b":["a","a"]}'],
  ["names of Object's own", '{"toString":1,"hasOwnProperty":2}'],
] as const)
  test(`JSON is taken: ${name}`, () => assert.deepEqual(parseStrictly(text), JSON.parse(text)));

test("the reason never quotes the text", () => {
  assert.throws(() => parseStrictly('{"idCard":"110101199001011237",}'), { message: "not JSON" });
});

test("any JSON value without repeated names is read as JSON.parse reads it", () => {
  const limits = { ...usualLimits, depth: 100 };
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      if (/"(__proto__|constructor|prototype)"/.test(text)) return;
      assert.deepEqual(parseStrictly(text, limits), JSON.parse(text));
    }),
  );
});

test("another parser agrees which texts repeat a name", () => {
  const name = fc.constantFrom("a", "b", "\\u0061", "\\n", "c:");
  const value: fc.Arbitrary<string> = fc.letrec<{ any: string; object: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('"a"', "1", '"\\"a\\":"', "null"),
      tie("object"),
      tie("object").map((one) => `[${one}, 2]`),
    ),
    object: fc
      .array(fc.tuple(name, tie("any")), { maxLength: 4 })
      .map((members) => `{${members.map(([key, of]) => `"${key}" : ${of}`)}}`),
  })).object;
  fc.assert(
    fc.property(value, (text) => {
      const takes = () => {
        try {
          parseStrictly(text);
          return true;
        } catch {
          return false;
        }
      };
      assert.equal(takes(), !repeats(parseTree(text)), text);
    }),
  );
});

function repeats(node: ReturnType<typeof parseTree>): boolean {
  const names =
    node?.type === "object" ? (node.children ?? []).map((member) => member.children?.[0]?.value) : [];
  return new Set(names).size < names.length || (node?.children ?? []).some(repeats);
}
