import assert from "node:assert/strict";
import { test } from "node:test";
import type { Kind } from "../define.ts";
import { tidy } from "./tidy.ts";

for (const [kind, written, meant] of [
  ["idNumber", " １１０１０５１９４９１２３１００２ｘ ", "11010519491231002X"],
  ["phone", "138 0000 0000", "13800000000"],
  ["plate", "京a·12345", "京A12345"],
  ["vin", "lsvaa4182e2123456", "LSVAA4182E2123456"],
  ["email", " a@b.cn", "a@b.cn"],
  ["personName", "买买提•艾力 ", "买买提·艾力"],
  ["text", "  朝阳区\n××路１号  ", "朝阳区 ××路１号"],
  ["longText", "一\r\n二\n", "一\n二"],
] as const satisfies [Kind, string, string][])
  test(`${kind}: ${JSON.stringify(written)} is meant as ${JSON.stringify(meant)}`, () => {
    assert.equal(tidy(kind, written), meant);
    assert.equal(tidy(kind, meant), meant);
  });
