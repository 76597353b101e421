import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "../../scripts/national-context.ts";
import { bodyOf } from "../body.ts";
import { checkAnswers } from "../check.ts";
import { defineRequest } from "../define.ts";
import { formOf } from "../form.ts";
import { materialsOf } from "../materials.ts";
import { answersForWire } from "../relevant.ts";
import type { Interface } from "../spec/element.ts";

const element = <const N extends string, const P extends string = "info">(
  name: N,
  label: string,
  parent?: P,
) => ({ name, label, type: "string", max: 64, cardinality: "1", parent: (parent ?? "info") as P }) as const;

/** A table that Appendix A does not have: nothing else in the project may need to know it. */
const SQ1013 = {
  code: "SQ1013",
  name: "车辆喷漆接口",
  section: "none",
  direction: "portal->province",
  request: [
    { name: "info", label: "信息", type: "group", cardinality: "+", parent: null },
    element("businessSn", "流水号"),
    element("vehicleNo", "车辆号牌"),
    {
      ...element("colour", "颜色"),
      options: [
        { code: "1", name: "红" },
        { code: "2", name: "蓝" },
      ],
    },
    { name: "certificateInfo", label: "证件信息", type: "group", cardinality: "+", parent: null, list: true },
    element("imageType", "附件代码", "certificateInfo"),
    { ...element("base64Binary", "附件", "certificateInfo"), type: "binary" },
  ],
  response: [],
} as const satisfies Interface;

const paint = defineRequest(SQ1013, {
  title: "车辆喷漆",
  wish: "我的车要换颜色",
  clause: "none",
  audience: "vehicle",
  feedback: "JD1004",
  filled: { businessSn: "businessSn" },
  asks: { place: { label: "地方", kind: "place" } },
  steps: [{ title: "车辆", fields: ["place", "vehicleNo", "colour"] }],
  fields: {},
  materials: [{ types: ["14"], when: { field: "colour", in: ["2"] } }],
});

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
