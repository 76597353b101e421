import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { RequestScene } from "../../../test/support/request-scene.ts";

let scene: RequestScene;
before(async () => {
  scene = await RequestScene.start();
  await scene.newCase();
});
after(() => scene?.portal.stop());

const rows: readonly [name: string, shown: string][] = [
  ["place", "北京市朝阳区"],
  ["certificateFirstIssueDate", "2015年6月1日"],
  ["earlyDate", "2000年1月1日"],
  ["sex", "男"],
  ["applyName", "**甲"],
  ["telephone", "138****0001"],
  ["idCard", "1***************18"],
  ["certificateCode", "1***************18"],
];
for (const [name, shown] of rows)
  test(`a sent answer is shown in the words in which it was looked through: ${name}`, async () => {
    const { answers } = await scene.shown();
    const items = answers.flatMap((step: { items: { name: string; value: string }[] }) => step.items);
    assert.equal(items.find((item: { name: string }) => item.name === name)?.value, shown);
  });

test("a sent photo is called as it was when it was asked for", async () => {
  const { attachments } = await scene.shown();
  assert.deepEqual(
    attachments.map(({ imageType, name }: Record<string, string>) => [imageType, name?.split("（")[0]]),
    [
      ["15", "本人证件照"],
      ["6", "驾驶证正页和副页"],
      ["9", "从业资格证第3、4页"],
      ["11", "从业资格证第7、8页"],
    ],
  );
});
