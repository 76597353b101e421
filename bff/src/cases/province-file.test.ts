// One edit of config/provinces/110000.json, and everything that follows it on the running portal.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type BusinessAnswer, formOf, materialsOf, todayInShanghai } from "shared-types";
import { renewal } from "../../../test/support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { storedBody } from "../exchange/queue.ts";
import { Cases } from "./model.ts";

let dir: string;
let portal: TestPortal;
let anna: Person;

before(async () => {
  dir = mkdtempSync(join(tmpdir(), "config-"));
  cpSync(new URL("../../../config", import.meta.url).pathname, dir, { recursive: true });
  portal = await startTestPortal({ CONFIG_DIR: dir });
  anna = await portal.signIn();
});
after(async () => {
  await portal?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const about = async () =>
  (await anna.get("/api/businesses/SQ1008?place=110105")).json as BusinessAnswer & { definition: never };

/** Saves the file as an operator's editor does, and waits until the portal has it. */
async function edit(change: unknown, taken: () => Promise<boolean>): Promise<void> {
  const file = join(dir, "provinces/110000.json");
  writeFileSync(`${file}.new`, typeof change === "string" ? change : JSON.stringify(change));
  renameSync(`${file}.new`, file);
  for (let tries = 0; !(await taken()); tries += 1) {
    assert.ok(tries < 200, "the change was not taken over");
    await sleep(100);
  }
}

const beijing = { region: "110000", name: "北京市" };
const own = { dropMaterials: ["9"], sharedMaterials: ["6"], days: 3, text: "先预约再办理" };
const sexes = [{ code: "2", name: "女" }];

test("form, what to bring, check and message follow the file without a restart", async () => {
  const before = await renewal(anna);
  const change = {
    ...beijing,
    businesses: { SQ1008: own },
    codes: { sex: sexes },
    offices: [{ place: "110105", office: "777", name: "试点机构" }],
  };
  await edit(change, async () => (await about()).province?.businesses?.SQ1008?.days === 3);

  const { definition, codes, province, office } = await about();
  assert.deepEqual([province?.businesses?.SQ1008, office], [own, "试点机构"]);
  const context = { codes, province: province!, today: todayInShanghai(new Date()) };
  const items = formOf(definition, before.answers, context).flatMap((step) => step.items);
  assert.deepEqual(
    items.find((item) => item.name === "sex")?.options?.map((one) => one.code),
    ["2"],
  );
  const slots = materialsOf(definition, before.answers, context);
  assert.deepEqual(
    slots.map(({ imageType, required }) => [imageType, required]),
    [
      ["15", true],
      ["6", false],
      ["11", true],
    ],
  );

  const refused = await anna.send("POST", "/api/applications", before);
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.json.error.fields.map((field: { name: string }) => field.name).sort(), [
    "material:9",
    "sex",
  ]);
  const attachments = before.attachments.filter(({ imageType }) => ["15", "11"].includes(imageType));
  // An id number says the sex too; only the list of this province was changed.
  const body = { ...before, answers: { ...before.answers, sex: "2" }, attachments };
  const sent = await anna.send("POST", "/api/applications", body);
  assert.equal(sent.status, 201, JSON.stringify(sent.json));
  assert.match(sent.json.businessSn, /^110105777/);
  const made = await Cases.findById(sent.json.caseId).orFail().lean();
  const wire = storedBody(made.outbox[0]!) as { SQ1008: { certificateInfo: { imageType: string }[] } };
  assert.deepEqual(
    wire.SQ1008.certificateInfo.map((one) => one.imageType),
    ["15", "11"],
  );
});

test("a business that is switched off while someone fills it in: told at once with the reason, the draft stays", async () => {
  await edit(beijing, async () => (await about()).province?.businesses === undefined);
  const application = await renewal(anna);
  const submitId = randomUUID();
  const { business, answers, attachments } = application;
  const draft = { business, answers, attachments, step: 2, version: 0 };
  assert.equal((await anna.send("PUT", `/api/drafts/${submitId}`, draft)).status, 200);
  const closed = { ...beijing, businesses: { SQ1008: { open: false, why: "系统升级，下周恢复" } } };
  await edit(closed, async () => (await about()).province?.businesses?.SQ1008?.open === false);

  const listed = (await anna.get("/api/businesses?place=110105")).json.businesses;
  const { open, why } = listed.find((one: { code: string }) => one.code === "SQ1008");
  assert.deepEqual([open, why], [false, "系统升级，下周恢复"]);
  const refused = await anna.send("POST", "/api/applications", { ...application, submitId });
  assert.equal(refused.json.error.message, "系统升级，下周恢复");
  assert.deepEqual((await anna.get(`/api/drafts/${submitId}`)).json.answers, answers);
  const again = await anna.send("PUT", `/api/drafts/${submitId}`, { ...draft, step: 3, version: 1 });
  assert.equal(again.status, 200, "it can still be saved");

  await edit(beijing, async () => (await about()).province?.businesses === undefined);
  assert.equal((await anna.send("POST", "/api/applications", { ...application, submitId })).status, 201);
});

test("a material that is dropped while a draft has it stays in the draft", async () => {
  const { business, answers, attachments } = await renewal(anna);
  const submitId = randomUUID();
  await anna.send("PUT", `/api/drafts/${submitId}`, { business, answers, attachments, step: 3, version: 0 });
  const change = { ...beijing, businesses: { SQ1008: { dropMaterials: ["9"] } } };
  await edit(change, async () => (await about()).province?.businesses !== undefined);
  const kept = (await anna.get(`/api/drafts/${submitId}`)).json.attachments;
  assert.ok(kept.some((one: { imageType: string }) => one.imageType === "9"));
});

test("a broken edit changes nothing, is told with file, place and reason, and by /health", async () => {
  const health = async () => (await portal.request("GET", "/health")).json;
  const name = (await about()).province?.name;
  const broken = { ...beijing, businesses: { SQ1008: { days: "five" } } };
  await edit(broken, async () => (await health()).configuration === "faulty");
  assert.equal((await health()).status, "ok");
  assert.equal((await about()).province?.name, name);
  const line = portal.log.find((one) => one.includes('"alarm":"configuration"'));
  assert.match(line!, /110000\.json, \/businesses\/SQ1008\/days: 应为整数/);
  await edit(beijing, async () => (await health()).configuration === undefined);
});
