import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pdfText } from "../../../test/support/pdf-text.ts";
import { outletAnswers, repairFiling, staff } from "../../../test/support/repair-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { bodyOfEntry } from "../exchange/queue.ts";
import { Cases } from "./model.ts";

let portal: TestPortal;
let anna: Person;
before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
after(() => portal?.stop());

async function submit(changes: Readonly<Record<string, string>> = {}) {
  const { status, json } = await anna.send("POST", "/api/applications", await repairFiling(anna, changes));
  assert.equal(status, 201, JSON.stringify(json));
  return json as { caseId: string; businessSn: string };
}

interface Shown {
  readonly imageType: string;
  readonly name: string;
  readonly url: string;
  readonly document?: true;
}

/** The pages of the table that stands first among the files of a material, as lines without their breaks. */
async function tableOf(caseId: string, imageType: string) {
  const attachments: Shown[] = (await anna.get(`/api/cases/${caseId}`)).json.attachments;
  const first = attachments.find((one) => one.imageType === imageType)!;
  assert.equal(first.document, true, `${imageType} begins with a table of ours`);
  const { bytes, headers } = await anna.get(first.url);
  assert.equal(headers.get("content-type"), "application/pdf");
  return { name: first.name, pages: pdfText(bytes).map((page) => page.split("\n").join("|")) };
}

test("the people of a workshop are the first pages of material 42, each in a row, with the words of B.5", async () => {
  const { name, pages } = await tableOf((await submit()).caseId, "42");
  assert.equal(name, "技术人员汇总表");
  const text = pages.join("|");
  assert.match(text, /^技术人员汇总表\|.*测试修理厂\|.*91[0-9A-Z]{16}/);
  for (const [at, letter] of [...staff].entries())
    assert.ok(text.includes(`|${at + 1}|测试${letter}|`), letter);
  assert.match(
    text,
    /\|1\|测试甲\|技术负责人\|.*\|2\|测试乙\|质量检验员\|.*\|8\|测试辛\|电动高压系\|统维修\|/,
  );
  assert.equal(text.includes("\ufffd"), false);
});

test("thirty devices break over pages: none is lost or cut, each page has the titles and its number", async () => {
  const { caseId, businessSn } = await submit();
  const { pages } = await tableOf(caseId, "43");
  assert.ok(pages.length > 1);
  const rows = pages.flatMap((page) => [...page.matchAll(/\|(\d+)\|设备\1\|型号-\1，/g)].map(([, at]) => at));
  assert.deepEqual(
    rows,
    Array.from({ length: 30 }, (_, at) => String(at + 1)),
  );
  for (const [at, page] of pages.entries()) {
    assert.match(page, /序号\|设备名称\|规格型号\|数量\|/);
    assert.ok(
      page.endsWith(`业务申请流水号 ${businessSn}|第 ${at + 1} 页，共 ${pages.length} 页`),
      page.slice(-60),
    );
  }
  assert.deepEqual([...new Set(pages.join("|").match(/自用(?=\|)|外协(?=\|)/g))].sort(), ["外协", "自用"]);
});

test("the systems that a workshop has are the first page of material 44, with the words of B.7", async () => {
  const { name, pages } = await tableOf((await submit()).caseId, "44");
  assert.equal(name, "已经建立的管理制度清单");
  assert.match(pages.join(), /\|1\|维修质量管理制度\|2\|安全生产管理制度\|3\|安全操作规程\|/);
  assert.equal(pages.length, 1);
});

test("the message names each table before the photos of its material", async () => {
  const { caseId, businessSn } = await submit();
  const of = await Cases.findById(caseId).orFail().lean();
  const body = (await bodyOfEntry(of.outbox[0]!, async () => Buffer.alloc(0))) as {
    SQ1011: { certificateInfo: { imageType: string; base64Binary: string }[] };
  };
  const named = body.SQ1011.certificateInfo.map(({ imageType, base64Binary }) => [imageType, base64Binary]);
  const nameOf = (type: string, at: number) => [type, `申请材料-${businessSn}_${type}_${at}.pdf`];
  const [forty, ground, environment] = ["40", "41", "45"].map((type) => nameOf(type, 0));
  const withTable = ["42", "43", "44"].map((type) => [nameOf(type, 0), nameOf(type, 1)]);
  assert.deepEqual(named.sort(), [forty, ground, ...withTable.flat(), environment].sort());
  const tables = of.attachments.filter(({ table }) => table !== undefined).map(({ name }) => name);
  assert.deepEqual(
    tables,
    withTable.map(([table]) => table![1]),
  );
});

test("a chain's outlet has no tables: it brings its contract instead", async () => {
  const filing = await repairFiling(anna);
  const { attachment } = filing.attachments[0]!;
  const attachments = ["50", "51", "52"].map((imageType) => ({ imageType, attachment }));
  const { status, json } = await anna.send("POST", "/api/applications", {
    ...{ ...filing, answers: outletAnswers, attachments },
  });
  assert.equal(status, 201, JSON.stringify(json));
  const shown: Shown[] = (await anna.get(`/api/cases/${json.caseId}`)).json.attachments;
  assert.deepEqual(
    shown.map(({ imageType, document }) => [imageType, document]),
    ["50", "51", "52"].map((type) => [type, undefined]),
  );
});
