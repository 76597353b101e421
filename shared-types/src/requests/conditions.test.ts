import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { context } from "../../scripts/national-context.ts";
import { sampleAnswers } from "../../test/sample-answers.ts";
import { checkAnswers } from "../check.ts";
import { type Answers, type Condition, holds } from "../condition.ts";
import type { RequestDefinition } from "../define.ts";
import { isAsked, withDerived } from "../relevant.ts";
import { requests } from "./index.ts";

interface Conditional {
  readonly name: string;
  readonly role: "asked" | "required" | "material";
  readonly condition: Condition;
}

function conditionalsOf({ fields, asks = {}, lists = {}, materials }: RequestDefinition): Conditional[] {
  const when = Object.entries({ ...fields, ...asks, ...lists }).map(([name, rule]) => ({
    name,
    role: "asked" as const,
    condition: rule.when,
  }));
  const required = Object.entries(fields).map(([name, rule]) => ({
    name,
    role: "required" as const,
    condition: rule.required,
  }));
  const brought = materials.map((rule) => ({
    name: rule.types.join(","),
    role: "material" as const,
    condition: rule.when,
  }));
  return [...when, ...required, ...brought].filter(
    (one): one is Conditional => typeof one.condition === "object",
  );
}

/** Many different right answers, the same ones at each run. */
const samplesOf = (definition: RequestDefinition) =>
  fc
    .sample(
      fc.gen().map((gen) => sampleAnswers(definition, context, (below) => gen(fc.nat, { max: below - 1 }))),
      { numRuns: 150, seed: 6 },
    )
    .map((answers) => ({ answers, known: withDerived(definition, answers, context) }));

const faultsAt = (definition: RequestDefinition, name: string, answers: Answers) =>
  checkAnswers(definition, answers, [], context, { strict: true }).filter((fault) => fault.name === name);

for (const definition of requests) {
  const conditionals = conditionalsOf(definition);
  if (conditionals.length === 0) continue;
  const samples = samplesOf(definition);

  for (const { name, role, condition } of conditionals)
    test(`${definition.code}: ${name} is ${role} on one side of its condition, not on the other`, () => {
      const on = samples.filter(({ known }) => holds(condition, known));
      const off = samples.filter(({ known }) => !holds(condition, known));
      assert.ok(on.length > 0 && off.length > 0, `${on.length} on, ${off.length} off`);
      if (role === "material") return;
      for (const { answers, known } of on) {
        const { [name]: _, ...without } = answers;
        if (role === "required" && isAsked(definition, name, known))
          assert.match(faultsAt(definition, name, without)[0]?.message ?? "", /^请(填写|选择)/);
      }
      for (const { answers } of off)
        if (role === "asked")
          assert.match(
            faultsAt(definition, name, { ...answers, [name]: "1" })[0]?.message ?? "",
            /不需要填写|没有这一项/,
          );
        else {
          const { [name]: _, ...without } = answers;
          assert.deepEqual(faultsAt(definition, name, without), []);
        }
    });
}
