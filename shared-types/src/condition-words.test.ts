import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "../scripts/national-context.ts";
import type { Condition } from "./condition.ts";
import { conditionWords } from "./condition-words.ts";
import { requestOf } from "./requests/index.ts";

for (const [code, condition, words] of [
  ["SQ1008", { field: "payment", in: ["1"] }, "领取方式选“邮寄给我”"],
  [
    "SQ1008",
    { ask: "personKind", in: ["loadingManager", "escort"] },
    "从业资格类别有“装卸管理人员”或“押运人员”",
  ],
  [
    "SQ1009",
    {
      all: [
        { field: "changeType", in: ["2"] },
        { ask: "changed", in: ["employer"] },
      ],
    },
    "变更的内容选“没有印在证上的（服务单位、联系电话等）”，而且变更的项目有“服务单位”",
  ],
  ["SQ1011", { not: { field: "companyType", in: ["3"] } }, "经营类型没有选“连锁经营”"],
  ["SQ1011", { field: "businessScopeCode", has: "04104" }, "经营范围有“危险货物运输车辆维修”"],
  ["SQ1011", { not: { not: { field: "companyType", in: ["3"] } } }, "经营类型选“连锁经营”"],
] as const satisfies [string, Condition, string][])
  test(`${code}: ${words}`, () => {
    assert.equal(conditionWords(condition, requestOf(code)!, context), words);
  });
