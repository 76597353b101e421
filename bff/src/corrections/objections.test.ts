import assert from "node:assert/strict";
import { before, test } from "node:test";
import { type FormContext, requestOf } from "shared-types";
import { renewalAnswers } from "../../../test/support/test-application.ts";
import { contextOf, loadConfig } from "../config.ts";
import { placeObjections } from "./objections.ts";

let context: FormContext;
before(async () => {
  const config = await loadConfig(new URL("../../../config", import.meta.url).pathname);
  context = contextOf(config, "110000", new Date());
});

const placed = (reason: string) => {
  const { at } = placeObjections(requestOf("SQ1008")!, renewalAnswers, context, reason);
  return Object.fromEntries(at.map(({ name, message }) => [name, message]));
};

const rows: readonly [reason: string, names: readonly string[]][] = [
  ["电子照片不清晰，请重新拍摄后再次申请", ["material:15"]],
  ["从业资格证号与本省登记的信息不一致，请核对", ["certificateCode"]],
  ["提交的材料不齐全：缺少有效期内的证明材料", []],
  ["驾驶证照片模糊", ["material:6"]],
  ["驾驶证号码不对", []],
  ["从业资格证拍得不清晰", []],
  ["从业资格证第3、4页缺页", ["material:9"]],
  ["1、联系电话打不通；2、驾驶证正页和副页反光。", ["telephone", "material:6"]],
  ["（1）性别与身份证不符，（2）从业资格类别不对", ["sex", "workTypeCode"]],
  ["", []],
  ["a".repeat(4_000), []],
];
for (const [reason, names] of rows)
  test(`placed where it is certain: ${reason.slice(0, 40)}`, () =>
    assert.deepEqual(Object.keys(placed(reason)).sort(), [...names].sort()));

test("each place gets its own sentence, and the whole reason is kept", () => {
  const reason = "1、联系电话打不通；2、驾驶证正页和副页反光。";
  assert.deepEqual(placed(reason), { telephone: "联系电话打不通", "material:6": "驾驶证正页和副页反光" });
  assert.equal(placeObjections(requestOf("SQ1008")!, renewalAnswers, context, reason).reason, reason);
});
