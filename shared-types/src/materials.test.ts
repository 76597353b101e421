import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { context } from "../scripts/national-context.ts";
import { sampleAnswers } from "../test/sample-answers.ts";
import { type Answers, type Condition, holds } from "./condition.ts";
import { materialsOf, relevantAttachments } from "./materials.ts";
import { withDerived } from "./relevant.ts";
import { requestOf, requests } from "./requests/index.ts";

interface Clause {
  always?: string[];
  conditional?: { when: Condition; codes: string[]; insteadOf?: string[] }[];
}

const clauses = JSON.parse(
  readFileSync(new URL("../spec/materials.json", import.meta.url), "utf8"),
) as Record<string, Clause>;

/** What the requirement asks for with these answers, straight from its own list. */
function wanted(clause: Clause, answers: Answers): string[] {
  const holding = (clause.conditional ?? []).filter((one) => holds(one.when, answers));
  const replaced = holding.flatMap((one) => one.insteadOf ?? []);
  const always = (clause.always ?? []).filter((code) => !replaced.includes(code));
  return [...new Set([...always, ...holding.flatMap((one) => one.codes)])].sort();
}

for (const definition of requests) {
  test(`${definition.code}: what must be brought equals the clause's list, whatever is answered`, () => {
    const clause = clauses[definition.code] ?? {};
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const answers = sampleAnswers(definition, context, (below) => gen(fc.nat, { max: below - 1 }));
        const required = materialsOf(definition, answers, context).filter((slot) => slot.required);
        assert.deepEqual(
          required.map((slot) => slot.imageType).sort(),
          wanted(clause, withDerived(definition, answers, context)),
        );
      }),
      { numRuns: 60 },
    );
  });
}

test("the list names no business that we do not know", () => {
  const unknown = Object.keys(clauses).filter((code) => code !== "_about" && !requestOf(code));
  assert.deepEqual(unknown, []);
});

const renew = requestOf("SQ1008")!;
const types = (answers: Answers, businesses = {}) =>
  materialsOf(renew, answers, { ...context, province: { region: "110000", name: "北京市", businesses } });

for (const [who, classes, expected] of [
  ["a driver", "02", ["15", "6", "9", "11"]],
  ["an escort", "05", ["15", "1", "2", "9", "11"]],
  ["a driver who is an escort", "02,05", ["15", "6", "1", "2", "9", "11"]],
  ["nobody yet", "", ["15", "9", "11"]],
] as const)
  test(`SQ1008: ${who} brings ${expected.join(", ")}`, () => {
    assert.deepEqual(
      types({ workTypeCode: classes }).map((slot) => slot.imageType),
      expected,
    );
  });

test("a province drops a material, and offers one that it looks up itself without requiring it", () => {
  const slots = types({ workTypeCode: "02" }, { SQ1008: { dropMaterials: ["9"], sharedMaterials: ["6"] } });
  assert.deepEqual(
    slots.map((slot) => slot.imageType),
    ["15", "6", "11"],
  );
  assert.deepEqual(
    slots.map((slot) => slot.required),
    [true, false, true],
  );
  assert.equal(slots[1]!.shared, true);
});

test("attachments that are no longer called for are left out, the others keep their order", () => {
  const slots = types({ workTypeCode: "02" }, { SQ1008: { dropMaterials: ["9"] } });
  const given = [{ imageType: "9" }, { imageType: "15" }, { imageType: "6" }];
  assert.deepEqual(relevantAttachments(slots, given), [{ imageType: "15" }, { imageType: "6" }]);
});
