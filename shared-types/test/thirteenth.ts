// An invented thirteenth business: a table that Appendix A does not have, and its definition. Nothing else knows of it.
import { defineRequest } from "../src/define.ts";
import type { Interface } from "../src/spec/element.ts";

const element = <const N extends string, const P extends string = "info">(
  name: N,
  label: string,
  parent?: P,
) => ({ name, label, type: "string", max: 64, cardinality: "1", parent: (parent ?? "info") as P }) as const;

export const SQ1013 = {
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

export const paint = defineRequest(SQ1013, {
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
