import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "../../scripts/national-context.ts";
import { paint, SQ1013 } from "../../test/thirteenth.ts";
import { bodyOf } from "../body.ts";
import { checkAnswers } from "../check.ts";
import { defineRequest } from "../define.ts";
import { formOf } from "../form.ts";
import { materialsOf } from "../materials.ts";
import { answersForWire } from "../relevant.ts";

test("a thirteenth business costs its definition and nothing else", () => {
  const answers = { place: "110105", vehicleNo: "京A12345", colour: "2" };
  assert.deepEqual(
    formOf(paint, answers, context)[0]!.items.map((item) => item.control),
    ["place", "text", "choice"],
  );
  assert.deepEqual(
    materialsOf(paint, answers, context).map((slot) => slot.imageType),
    ["14"],
  );
  assert.deepEqual(
    checkAnswers(paint, { ...answers, vehicleNo: "A" }, [{ imageType: "14" }], context, { strict: true }).map(
      (fault) => fault.name,
    ),
    ["vehicleNo"],
  );
  const values = { ...answersForWire(paint, answers, context), businessSn: "1" };
  assert.deepEqual(bodyOf(paint, values, [{ imageType: "14", base64Binary: "AAAA" }]), {
    SQ1013: {
      info: { businessSn: "1", vehicleNo: "京A12345", colour: "2" },
      certificateInfo: [{ imageType: "14", base64Binary: "AAAA" }],
    },
  });
});

test("a misspelt wire name, ask or step does not compile", () => {
  const words = { title: "喷漆", wish: "我的车要换颜色", clause: "none" } as const;
  const rest = { ...words, audience: "vehicle", feedback: null, materials: [] } as const;
  const none = { filled: {}, fields: {} } as const;
  // @ts-expect-error vehicleNumber is not in the table
  const field = defineRequest(SQ1013, { ...rest, filled: {}, steps: [], fields: { vehicleNumber: {} } });
  const step = defineRequest(SQ1013, {
    ...rest,
    ...none,
    // @ts-expect-error neither in the table nor an ask
    steps: [{ title: "车辆", fields: ["vehicleNumber"] }],
  });
  assert.equal(new Set([field.code, step.code]).size, 1);
});
