import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { jpegPhoto } from "../../../test/support/pictures.ts";
import { renewal } from "../../../test/support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { Attachments, Files } from "./models.ts";
import { sweep } from "./sweep.ts";

let portal: TestPortal;
let anna: Person;
before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
after(() => portal?.stop());

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
const photo = async (width: number) => (await anna.upload(await jpegPhoto(width, 40))).json.id as string;
const isThere = async (id: string) => (await anna.get(`/api/attachments/${id}`)).status === 200;

test("a photo that nothing came to use is swept after a day, with its file; not before", async () => {
  const id = await photo(50);
  const { file } = await Attachments.findById(id).orFail().lean();
  await sweep(inDays(0.9));
  assert.equal(await isThere(id), true);
  await sweep(inDays(1.1));
  assert.equal(await isThere(id), false);
  assert.equal(await Files.countDocuments({ _id: file }), 0);
});

test("the photo of a draft stays as long as the draft", async () => {
  const id = await photo(60);
  const attachments = [{ imageType: "15", attachment: id }];
  const draft = { business: "SQ1008", answers: {}, attachments, step: 0, version: 0 };
  await anna.send("PUT", `/api/drafts/${randomUUID()}`, draft);
  await sweep(inDays(80));
  assert.equal(await isThere(id), true);
});

test("the file of a case stays although its upload is swept", async () => {
  const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
  await sweep(inDays(100));
  const { attachments } = (await anna.get(`/api/cases/${json.caseId}`)).json;
  assert.equal((await anna.get(attachments[0].url)).status, 200);
});

test("a file that is still used by another upload stays", async () => {
  const bytes = await jpegPhoto(70, 40);
  const first = (await anna.upload(bytes)).json.id as string;
  const second = (await anna.upload(bytes)).json.id as string;
  await Attachments.updateOne({ _id: second }, { $set: { keepUntil: inDays(10) } });
  await sweep(inDays(2));
  assert.deepEqual([await isThere(first), await isThere(second)], [false, true]);
});
