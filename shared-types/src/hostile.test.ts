import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { context } from "../scripts/national-context.ts";
import { readBody } from "./body.ts";
import { checkAnswers } from "./check.ts";
import type { Answers } from "./condition.ts";
import { doubtsOf } from "./doubts.ts";
import { formOf } from "./form.ts";
import { checkBody } from "./message.ts";
import { stateOf } from "./progress.ts";
import { answersForWire, relevantAnswers } from "./relevant.ts";
import { requestOf, requests } from "./requests/index.ts";
import { type InterfaceCode, interfaces } from "./spec/interfaces.gen.ts";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string(),
  fc.constantFrom("1", "2", "1,2", ",", "02,05", "\ud800"),
);

for (const definition of requests)
  test(`${definition.code}: whatever a client sends, the check answers and what is relevant stays relevant`, () => {
    const names = [
      ...definition.steps.flatMap((step) => step.fields),
      "people/0/name",
      "people/9/x",
      "__proto__",
      "constructor",
      "toString",
    ];
    const answers = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), text, { maxKeys: 12 });
    fc.assert(
      fc.property(answers, fc.array(fc.record({ imageType: fc.string() })), (given, attachments) => {
        for (const fault of checkAnswers(definition, given, attachments, context, { strict: true }))
          assert.match(fault.message, /\p{Script=Han}/u);
        const relevant = relevantAnswers(definition, given, context);
        assert.deepEqual(relevantAnswers(definition, relevant, context), relevant);
        answersForWire(definition, given, context);
        formOf(definition, given, context);
      }),
      { numRuns: 60 },
    );
  });

test("answers that are no texts are named, and nothing else is said about them", () => {
  const answers = { sex: 1, idCard: null, applyName: "测试员" } as unknown as Answers;
  const faults = checkAnswers(requestOf("SQ1008")!, answers, [], context, { strict: true });
  assert.deepEqual(
    faults.map((fault) => fault.name),
    ["sex", "idCard"],
  );
});

test("a server without a list that the check needs stops instead of letting everything pass", () => {
  const { sex: _, ...codes } = context.codes;
  assert.throws(
    () => checkAnswers(requestOf("SQ1008")!, {}, [], { ...context, codes }, { strict: true }),
    /code list sex/,
  );
});

test("whatever JSON comes in as a Body, it is judged and read without an exception", () => {
  const codes = Object.keys(interfaces) as InterfaceCode[];
  const names = Object.values(interfaces).flatMap((one) => one.request.map((element) => element.name));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      text,
      fc.jsonValue(),
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...codes, ...names, "__proto__"), tie("tree"), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(
      fc.constantFrom(...codes),
      fc.constantFrom("request" as const, "response" as const),
      tree,
      (code, part, value) => {
        for (const body of [value, { [code]: value }]) {
          for (const fault of checkBody(code, part, body)) assert.match(fault.code, /^(1001|0601)$/);
          readBody(interfaces[code], part, body);
          doubtsOf(code, body, context.codes);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

test("any feedback whatever has a state", () => {
  const feedback = fc.record({ busiState: text, feedbackDate: text, feedbackSn: text });
  fc.assert(
    fc.property(
      text,
      fc.array(feedback),
      (business, feedbacks) => typeof stateOf(business, feedbacks).state === "string",
    ),
  );
});
