import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { jpegPhoto } from "../../../test/support/pictures.ts";
import { renewal } from "../../../test/support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { entriesOf } from "../../../test/support/zip-entries.ts";
import { materialsZip } from "./zip.ts";

let portal: TestPortal;
let anna: Person;
let businessSn: string;
let photo: Buffer;

before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
  const application = await renewal(anna, { applyName: "欧阳·测试人员名字很长" });
  const { id } = (await anna.upload(await jpegPhoto(300, 200))).json;
  photo = (await anna.get(`/api/attachments/${id}`)).bytes;
  application.attachments[0]!.attachment = id;
  businessSn = (await anna.send("POST", "/api/applications", application)).json.businessSn;
});
after(() => portal?.stop());

async function zipOf(applyName: string, peer = "110000") {
  const made = await materialsZip(businessSn, applyName, peer);
  if ("code" in made) return made;
  const chunks: Buffer[] = [];
  for await (const chunk of made.bytes) chunks.push(chunk);
  return { name: made.name, entries: entriesOf(Buffer.concat(chunks)) };
}

test("the zip holds each photo as a PDF under the name that the requirement gives it", async () => {
  const made = await zipOf("欧阳·测试人员名字很长");
  assert.ok("entries" in made);
  assert.equal(made.name, `MaterialFile-${businessSn}.zip`);
  const names = ["15", "6", "9", "11"].map((type) => `申请材料-${businessSn}_${type}_0.pdf`);
  assert.deepEqual([...made.entries.keys()], names);
  for (const pdf of made.entries.values()) {
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    assert.match(pdf.subarray(-10).toString(), /%%EOF/);
  }
  assert.ok(made.entries.get(names[0]!)!.includes(photo), "the photo's own bytes");
});

for (const [name, fits] of [
  ["欧阳·测试人员名", true],
  ["欧阳·测试人员名字很长啊啊", true],
  ["欧阳·测试人员", false],
  ["李四", false],
  ["", false],
] as const)
  test(`the name ${name || "(none)"} ${fits ? "fits" : "does not fit"}`, async () => {
    const made = await zipOf(name);
    assert.equal("code" in made ? made.code : "zip", fits ? "zip" : "0003");
  });

test("another province gets nothing", async () => {
  const made = await zipOf("欧阳·测试人员名字很长", "320000");
  assert.equal("code" in made && made.code, "0004");
});

test("an unknown number has no data", async () => {
  const made = await materialsZip("999999000202601010000001", "欧阳", "110000");
  assert.equal("code" in made && made.code, "0003");
});
