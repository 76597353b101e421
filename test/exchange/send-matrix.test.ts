// Every request that we make, from the least to the most that can be answered, against the requirement's tables read a
// second time: the province simulator shares no code with the portal.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import fc from "fast-check";
import { type Answers, checkAnswers, materialsOf, type RequestDefinition, requests } from "shared-types";
import { checkBody } from "shared-types/message.ts";
import type { InterfaceCode } from "shared-types/spec/interfaces.gen.ts";
import { wireBody } from "../../bff/src/cases/wire-body.ts";
import { type Dialect, nationalDialect } from "../../bff/src/exchange/dialect.ts";
import { dressBody } from "../../bff/src/exchange/dialect-body.ts";
import { context } from "../../shared-types/scripts/national-context.ts";
import { longest } from "../../shared-types/test/messages.ts";
import { sampleAnswers } from "../../shared-types/test/sample-answers.ts";
import { checkBody as checkIndependently } from "../simulators/province/check-body.ts";
import { checkConditions, checkMaterials } from "../simulators/province/check-conditions.ts";
import { tinyJpeg } from "../support/sample-cases.ts";

let cases = 0;
after(() => console.log(`send matrix: ${cases} messages of ${requests.length} requests`));

const now = new Date("2026-11-23T01:30:00Z");
const businessSn = "1100000002026112300000001";
const known: Readonly<Record<string, string>> = {
  workTypeCode: "02",
  idType: "1",
  plateColorCode: "2",
  busiState: "5",
};

function messageOf(definition: RequestDefinition, answers: Answers): Record<string, unknown> {
  const attachments = materialsOf(definition, answers, context).map(({ imageType }) => ({
    ...{ imageType, file: "AAAA", name: `${imageType}.pdf` },
  }));
  const feedback = Object.fromEntries(
    definition.interface.request.map((element) => [element.name, known[element.name] ?? longest(element)]),
  );
  const about = {
    ...{ caseSn: businessSn, caseType: "SQ1008", caseState: "5", feedback, assessNumber: "99" },
    feedbackSn: "1100002026112300000001",
  };
  const body = wireBody({ definition, answers, attachments, businessSn, about, now, context });
  // What sealing puts in the place of a file.
  return JSON.parse(JSON.stringify(body, (_, value) => (value?.$file ? tinyJpeg : value)));
}

const dialects: readonly [string, Dialect][] = [
  ["as everywhere", nationalDialect],
  ["the root as an array", { ...nationalDialect, rootAsArray: true }],
];

for (const definition of requests)
  describe(`${definition.code}: what the check lets pass is a message without a fault, in every dialect`, () => {
    const hold = (answers: Answers) => {
      const given = materialsOf(definition, answers, context).map(({ imageType }) => ({ imageType }));
      assert.deepEqual(checkAnswers(definition, answers, given, context, { strict: true }), []);
      const body = messageOf(definition, answers);
      // SQ1011's files go by name in a binary element (protocol: SQ1011 materials).
      const ours = checkBody(definition.code as InterfaceCode, "request", body);
      const named = definition.attachmentNames ? /base64Binary$/ : /^$/;
      assert.deepEqual(
        ours.filter((fault) => !named.test(fault.path)),
        [],
      );
      for (const [name, dialect] of dialects) {
        cases += 1;
        const text = JSON.stringify(dressBody(body, "request", dialect));
        const { values, attachments, faults } = checkIndependently(
          definition.code,
          text,
          dialect.rootAsArray,
        );
        assert.deepEqual(faults, [], name);
        assert.deepEqual(checkConditions(definition.code, values), [], name);
        assert.deepEqual(checkMaterials(definition.code, values, attachments), [], name);
      }
    };
    test("the least", () => hold(sampleAnswers(definition, context, () => 0)));
    test("the most", () =>
      hold(sampleAnswers(definition, context, (below) => (below === 2 ? 1 : below - 1))));
    test("anything between", () => {
      const any = fc
        .gen()
        .map((gen) => sampleAnswers(definition, context, (below) => gen(fc.nat, { max: below - 1 })));
      fc.assert(fc.property(any, hold), { numRuns: 25 });
    });
  });
