import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "../../scripts/national-context.ts";
import type { Condition } from "../condition.ts";
import { labelOf } from "../condition-words.ts";
import type { RequestDefinition } from "../define.ts";
import { materialNames } from "../material-names.ts";
import { codesNeeded, optionsFor } from "../options.ts";
import { leafNames } from "../shape.ts";
import { businesses, requests } from "./index.ts";

for (const definition of requests) {
  const { code } = definition;
  const asked = definition.steps.flatMap((step) => step.fields);
  const asks = Object.keys(definition.asks ?? {});
  const lists = Object.keys(definition.lists ?? {});
  const leaves = leafNames(definition.interface);

  test(`${code}: every leaf of its table stands exactly once in steps or filled`, () => {
    const placed = [...asked.filter((name) => leaves.includes(name)), ...Object.keys(definition.filled)];
    assert.deepEqual([...placed].sort(), [...leaves].sort());
  });

  test(`${code}: everything asked is a leaf, an ask or a list, and every ask and list is asked once`, () => {
    assert.deepEqual(
      asked.filter((name) => ![...leaves, ...asks, ...lists].includes(name)),
      [],
    );
    const visible = asks.filter((name) => definition.asks?.[name]?.kind !== "derived");
    for (const name of [...visible, ...lists])
      assert.equal(asked.filter((one) => one === name).length, 1, name);
  });

  test(`${code}: names of leaves, groups, asks and lists do not collide`, () => {
    const groups = definition.interface.request.filter((element) => element.type === "group");
    const names = [...leaves, ...groups.map((group) => group.name), ...asks, ...lists];
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  test(`${code}: rules are about leaves that are asked`, () => {
    assert.deepEqual(
      Object.keys(definition.fields).filter((name) => !asked.includes(name)),
      [],
    );
  });

  test(`${code}: conditions speak of what is asked before, and of values that exist`, () => {
    for (const { at, condition } of conditionsOf(definition)) assertKnown(definition, condition, at);
  });

  test(`${code}: what is said about options is said of something that has options`, () => {
    for (const [name, rule] of Object.entries(definition.fields))
      if (rule.many || rule.only || rule.within || rule.under || rule.names)
        assert.ok(optionsFor(definition, name, {}, context), name);
  });

  test(`${code}: every code list that it names exists`, () => {
    for (const name of codesNeeded(definition)) assert.ok((context.codes[name]?.length ?? 0) > 0, name);
  });

  test(`${code}: materials are codes of B.2, each step has a title, the wish is a sentence of a person`, () => {
    const known = context.codes.attachmentTypes!.map((item) => item.code);
    for (const rule of definition.materials)
      for (const type of rule.types) assert.ok(known.includes(type), type);
    for (const { tableOf } of definition.materials)
      if (tableOf) assert.ok(lists.includes(tableOf) || definition.asks?.[tableOf]?.many, tableOf);
    for (const step of definition.steps) assert.match(step.title, /^\p{Script=Han}[\p{Script=Han}、，]+$/u);
    assert.ok(definition.title.length > 1 && definition.wish.length > 5);
    assert.doesNotMatch(definition.wish, /[A-Za-z0-9]/);
  });
}

for (const definition of requests)
  test(`${definition.code}: labels read well after 请填写 and 请选择`, () => {
    for (const name of definition.steps.flatMap((step) => step.fields))
      assert.doesNotMatch(labelOf(definition, name), /^[是在]|[吗什么？。]$|(?<!信用)代码/, name);
    for (const type of definition.materials.flatMap((rule) => rule.types))
      assert.ok(materialNames[type], type);
  });

for (const definition of requests)
  test(`${definition.code}: what is chosen within another answer stands after it, and that one has to be given`, () => {
    const asked = definition.steps.flatMap((step) => step.fields);
    for (const [name, { within }] of Object.entries(definition.fields)) {
      if (within === undefined) continue;
      assert.ok(asked.indexOf(within.field) < asked.indexOf(name), name);
      const element = definition.interface.request.find((one) => one.name === within.field);
      const { required } = definition.fields[within.field] ?? {};
      assert.ok(element?.cardinality === "1" || required === true, within.field);
    }
  });

test("the twelve businesses are all there and say where they are told about", () => {
  assert.deepEqual(
    businesses.map((business) => business.code).sort(),
    Array.from({ length: 12 }, (_, index) => `SQ10${String(index + 1).padStart(2, "0")}`),
  );
  for (const business of businesses) assert.match(business.feedback ?? "", /^JD100[1-4]$/);
  for (const business of businesses) assert.equal(business.asks?.place?.kind, "place");
});

function conditionsOf(definition: RequestDefinition): { at: string; condition: Condition }[] {
  const found: { at: string; condition: Condition | true | undefined }[] = [];
  for (const [name, rule] of Object.entries(definition.fields))
    found.push(
      { at: name, condition: rule.when },
      { at: name, condition: rule.required },
      { at: name, condition: rule.copies?.when },
    );
  for (const [name, ask] of Object.entries(definition.asks ?? {})) {
    found.push({ at: name, condition: ask.when });
    for (const option of ask.options ?? []) found.push({ at: name, condition: option.when });
  }
  for (const [name, list] of Object.entries(definition.lists ?? {}))
    found.push({ at: name, condition: list.when });
  for (const rule of definition.materials) found.push({ at: "", condition: rule.when });
  return found.filter(
    (one): one is { at: string; condition: Condition } => typeof one.condition === "object",
  );
}

/** The simple conditions that a condition is made of. */
function partsOf(
  condition: Condition,
): Exclude<Condition, { not: Condition } | { all: unknown } | { any: unknown }>[] {
  if ("not" in condition) return partsOf(condition.not);
  if ("all" in condition) return condition.all.flatMap(partsOf);
  return "any" in condition ? condition.any.flatMap(partsOf) : [condition];
}

function assertKnown(definition: RequestDefinition, condition: Condition, at: string): void {
  const order = definition.steps.flatMap((step) => step.fields);
  for (const part of partsOf(condition)) {
    const name = "field" in part ? part.field : part.ask;
    const ask = definition.asks?.[name];
    const decidedBy = ask?.kind === "derived" ? ask.of!.field : name;
    assert.ok(order.includes(decidedBy), `${name} is not asked`);
    if (order.includes(at))
      assert.ok(order.indexOf(decidedBy) < order.indexOf(at), `${at} depends on ${name}, asked later`);
    for (const value of "has" in part ? [part.has] : part.in)
      assert.ok(valuesOf(definition, name).includes(value), `${name} has no value ${value}`);
  }
}

function valuesOf(definition: RequestDefinition, name: string): string[] {
  const ask = definition.asks?.[name];
  const element = definition.interface.request.find((one) => one.name === name);
  const list = definition.fields[name]?.codes ?? element?.codes ?? "";
  return (ask?.options ?? element?.options ?? context.codes[list] ?? []).map((item) => item.code);
}
