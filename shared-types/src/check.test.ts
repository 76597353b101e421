import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { context } from "../scripts/national-context.ts";
import { kindOfName, sampleAnswers } from "../test/sample-answers.ts";
import { checkAnswers, materialFaultName } from "./check.ts";
import type { Answers } from "./condition.ts";
import type { RequestDefinition } from "./define.ts";
import { formOf, itemOf } from "./form.ts";
import { materialsOf } from "./materials.ts";
import { relevantAnswers, withDerived } from "./relevant.ts";
import { requests } from "./requests/index.ts";

/** Answers that hold, for whatever the definition can ask. */
const samples = (definition: RequestDefinition) =>
  fc.gen().map((gen) => sampleAnswers(definition, context, (below) => gen(fc.nat, { max: below - 1 })));

const attachmentsFor = (definition: RequestDefinition, answers: Answers) =>
  materialsOf(definition, answers, context).map(({ imageType }) => ({ imageType }));

const faultsOf = (definition: RequestDefinition, answers: Answers) =>
  checkAnswers(definition, answers, attachmentsFor(definition, answers), context, { strict: true });

const itemsOf = (definition: RequestDefinition, answers: Answers) => {
  const known = withDerived(definition, answers, context);
  return definition.steps
    .flatMap((step) => step.fields)
    .filter((name) => answers[name] !== undefined)
    .map((name) => itemOf(definition, name, known, context));
};

for (const definition of requests) {
  const holdsFor = (property: (answers: Answers) => void) =>
    fc.assert(fc.property(samples(definition), property), { numRuns: 25 });

  test(`${definition.code}: whatever it asks, the right answers have no fault and all of them are relevant`, () => {
    holdsFor((answers) => {
      assert.deepEqual(faultsOf(definition, answers), []);
      assert.deepEqual(relevantAnswers(definition, answers, context), answers);
    });
  });

  test(`${definition.code}: each answer that is required is missed by its name`, () => {
    holdsFor((answers) => {
      for (const item of itemsOf(definition, answers).filter((one) => one.required)) {
        const { [item.name]: _, ...without } = answers;
        const step = definition.steps.findIndex((one) => one.fields.includes(item.name));
        const fault = checkAnswers(definition, without, [], context, { step }).find(
          (one) => one.name === item.name,
        );
        assert.equal(
          fault?.message,
          `${/^(text|date)/.test(item.control) ? "请填写" : "请选择"}${item.label}`,
        );
      }
    });
  });

  test(`${definition.code}: one character too many is a fault of that field, the longest text is none`, () => {
    holdsFor((answers) => {
      for (const item of itemsOf(definition, answers)) {
        if (
          !["text", "longText"].includes(kindOfName(definition, item.name)) ||
          item.maxLength === undefined ||
          item.options
        )
          continue;
        const longest = "字".repeat(item.maxLength);
        const of = (text: string) =>
          faultsOf(definition, { ...answers, [item.name]: text }).filter((one) => one.name === item.name);
        assert.deepEqual(of(longest), []);
        assert.match(
          of(`${longest}字`)[0]!.message,
          new RegExp(`最多${item.maxLength}个字，现在是${item.maxLength + 1}个字`),
        );
      }
    });
  });

  test(`${definition.code}: a code that is not offered is a fault of that field`, () => {
    holdsFor((answers) => {
      for (const item of itemsOf(definition, answers).filter((one) => one.options))
        assert.ok(
          faultsOf(definition, { ...answers, [item.name]: "no such code" }).some(
            (fault) => fault.name === item.name,
          ),
        );
    });
  });

  test(`${definition.code}: each required attachment is missed, a second of one kind is refused where one is asked for`, () => {
    holdsFor((answers) => {
      for (const slot of materialsOf(definition, answers, context)) {
        const given = attachmentsFor(definition, answers).filter((one) => one.imageType !== slot.imageType);
        const twice = [...given, { imageType: slot.imageType }, { imageType: slot.imageType }];
        const isFault = (attachments: typeof given) =>
          checkAnswers(definition, answers, attachments, context, { step: "materials" }).some(
            (fault) => fault.name === materialFaultName(slot.imageType),
          );
        assert.equal(isFault(given), slot.required);
        assert.equal(isFault(twice), !slot.many);
      }
    });
  });

  test(`${definition.code}: names that are unknown, the server's or pointless are refused from a client`, () => {
    holdsFor((answers) => {
      for (const name of [
        "owner",
        "constructor",
        "__proto__x",
        "people/0/owner",
        ...Object.keys(definition.filled),
      ])
        assert.ok(
          faultsOf(definition, { ...answers, [name]: "x" }).some((fault) => fault.name === name),
          name,
        );
    });
  });
}

test("more licence types than the element has room for are told, not sent", () => {
  const renewal = requests.find((one) => one.code === "SQ1008")!;
  const all = context.codes.drivingLicenceTypes!.map((item) => item.code);
  const faultsFor = (types: readonly string[]) =>
    checkAnswers(renewal, { workTypeCode: "02", quasiDriveTypeCode: types.join(",") }, [], context, {
      strict: true,
    }).filter((fault) => fault.name === "quasiDriveTypeCode");
  assert.deepEqual(faultsFor(all.slice(0, 11)), []);
  assert.match(faultsFor(all)[0]?.message ?? "", /选得太多，请去掉几项/);
});

test("SQ1006: which class is assessed is asked once it is known which there are, and missed only then", () => {
  const definition = requests.find(({ code }) => code === "SQ1006")!;
  const names = (answers: Answers) =>
    formOf(definition, answers, context).flatMap(({ items }) => items.map(({ name }) => name));
  const missed = (answers: Answers) =>
    checkAnswers(definition, answers, [], context, { step: 0 }).map(({ name }) => name);
  assert.equal(names({}).includes("applyWorkType"), false);
  assert.equal(missed({}).includes("applyWorkType"), false);
  assert.ok(missed({}).includes("workTypeCode"));
  assert.ok(names({ workTypeCode: "02" }).includes("applyWorkType"));
  assert.ok(missed({ workTypeCode: "02" }).includes("applyWorkType"));
});
