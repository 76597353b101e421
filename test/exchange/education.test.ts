// Results of continuing education (CX1003): who may tell them, what becomes of a batch, and what people see of it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import mongoose from "mongoose";
import { sweep } from "../../bff/src/attachments/sweep.ts";
import { EducationResults } from "../../bff/src/education/model.ts";
import { quarantined } from "../../bff/src/exchange/quarantine.ts";
import { eraseOldContent } from "../../bff/src/retention/erase.ts";
import type { Body } from "../delivery/peer.ts";
import { Speaker } from "../support/speaker.ts";
import { type Person, startTestPortal, type TestPortal, testPerson } from "../support/test-portal.ts";

let portal: TestPortal;
let anna: Person;
let berta: Person;
let beijing: Speaker;
let platform: Speaker;
const bertasId = "320102197505059927";

before(async () => {
  portal = await startTestPortal();
  [anna, berta] = [await portal.signIn(), await portal.signIn({ name: "测试乙", idCard: bertasId })];
  [beijing, platform] = [await Speaker.start(portal, "110000"), await Speaker.start(portal, "EDU001")];
});
after(async () => {
  await Promise.all([beijing?.close(), platform?.close()]);
  await portal?.stop();
});

const result = (more: object = {}) => ({
  ...{ provinceCode: "110000", idType: "1", idCard: testPerson.idCard, staffName: testPerson.name },
  ...{ certificateCode: testPerson.idCard, totalScore: "0", totalTime: "24" },
  ...{ educationStartTime: "20240101", educationEndTime: "20241220", ...more },
});
const batch = (...educationInfo: object[]): Body => ({ CX1003: { educationInfo } });
const shown = async (who = anna) => (await who.get("/api/education")).json.education;
const count = () => EducationResults.countDocuments();

test("a batch is taken, and each person sees his own results and nobody else's", async () => {
  const whole = {
    ...{ currCreditLevel: "AAA", creditAssessCycle: "20240101 20241231", scoreEducationReason: "累计扣分" },
    ...{
      clearScoreTime: "20241221",
      clearScoreStaffName: "记分员",
      recordTime: "20241221",
      reserved: "备注",
    },
  };
  const two = batch(result(whole), result({ idCard: bertasId, idType: "01", totalTime: "8" }));
  assert.deepEqual(await platform.told("CX1003", two), ["0000", "成功"]);
  const [{ id, ...one }, ...more] = await shown();
  assert.deepEqual(
    [one, more],
    [
      {
        ...{ regionName: "北京市", certificateCode: "1***************18", hours: "24", score: "0" },
        ...{ from: "2024-01-01", until: "2024-12-20", creditLevel: "优良（AAA级）" },
        ...{ cycle: { from: "2024-01-01", until: "2024-12-31" } },
        ...{ reason: "累计扣分", clearedOn: "2024-12-21" },
      },
      [],
    ],
  );
  const hers = await shown(berta);
  assert.deepEqual(
    hers.map(({ hours }: { hours: string }) => hours),
    ["8"],
  );
});

test("what comes again has no second effect; what is new is added, and a correction stands for what it corrects", async () => {
  const first = result({ educationStartTime: "20250101", educationEndTime: "20250301", totalTime: "6" });
  const serial = { SerialNum: `1100002026112300000000000000${Date.now() % 10_000}`.slice(0, 32) };
  const before = await count();
  for (const header of [serial, serial, {}, {}])
    assert.equal((await beijing.told("CX1003", batch(first), header))[0], "0000");
  const later = { ...first, educationEndTime: "20250901", totalTime: "18" };
  assert.equal((await beijing.told("CX1003", batch(first, later, later)))[0], "0000");
  assert.equal(await count(), before + 2);
  assert.equal((await beijing.told("CX1003", batch({ ...later, totalTime: "20" })))[0], "0000");
  const told = (await shown()).map(({ until, hours }: { until: string; hours: string }) => [until, hours]);
  assert.deepEqual(told.slice(0, 2), [
    ["2025-09-01", "20"],
    ["2025-03-01", "6"],
  ]);
  assert.deepEqual(await beijing.told("CX1003", batch(later), serial), [
    "1001",
    "业务参数错误：Header.SerialNum",
  ]);
});

test("a result that was there before its person is his at his first sign-in", async () => {
  const idCard = "440106198008089938";
  assert.equal((await platform.told("CX1003", batch(result({ idCard, provinceCode: "440000" }))))[0], "0000");
  const late = await portal.signIn({ name: "测试丙", idCard });
  assert.equal((await shown(late))[0].regionName, "广东省");
});

const tooLarge = Buffer.alloc(1024 * 1024 + 1).toString("base64");
const wrong: [string, object, string, string][] = [
  ["a missing element", { staffName: undefined }, "1001", "[1].staffName"],
  ["an element that the table does not have", { school: "x" }, "0601", "[1].school"],
  ["a day that is none", { educationEndTime: "20241332" }, "1001", "[1].educationEndTime"],
  ["a cycle that is too long", { creditAssessCycle: "20240101  20241231" }, "1001", "[1].creditAssessCycle"],
  ["a voucher of more than a megabyte", { certifyFile: tooLarge }, "1001", "[1].certifyFile"],
  ["a result of another province", { provinceCode: "320000" }, "0004", "[1].provinceCode"],
];
for (const [name, fault, code, path] of wrong)
  test(`${name} refuses the whole batch and names the index: ${code}`, async () => {
    const before = await count();
    const good = result({ educationStartTime: "20230101" });
    const [got, words] = await beijing.told("CX1003", batch(good, { ...good, ...fault }, good));
    assert.equal(got, code, words);
    assert.ok(words.includes(`CX1003.educationInfo${path}`), words);
    assert.equal(await count(), before);
  });

test("an empty batch and one of thousands", async () => {
  assert.equal((await platform.told("CX1003", batch()))[0], "1001");
  const before = await count();
  const all = Array.from({ length: 3_000 }, (_, index) => result({ idCard: `编号${index}` }));
  assert.equal((await platform.told("CX1003", batch(...all)))[0], "0000");
  assert.equal(await count(), before + 3_000);
});

const senders: [string, () => Speaker, string, string][] = [
  ["the platform about every province", () => platform, "650000", "0000"],
  ["a province about its own", () => beijing, "110000", "0000"],
  ["a province about another", () => beijing, "120000", "0004"],
];
for (const [name, from, provinceCode, code] of senders)
  test(`told by ${name}: ${code}`, async () => {
    const one = result({ provinceCode, educationStartTime: "20220101" });
    assert.equal((await from().told("CX1003", batch(one)))[0], code);
    assert.equal((await from().told("CX1003", batch(one), { Token: "" }))[0], "0004");
  });

test("a system that is no province may send nothing else", async () => {
  for (const ipc of ["JD1004", "CX1001", "CX1002", "CX3001", "CX3002", "HT1002"])
    assert.equal((await platform.told(ipc, ""))[0], "0004", ipc);
  assert.equal((await platform.told("ZZ9999", ""))[0], "0101");
  assert.equal((await platform.told("XT1001", ""))[0], "0000");
});

const pdf = Buffer.from(
  "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n",
);

test("a voucher is for its person alone; what is odd is taken and put before the operators, without its value", async () => {
  const [good, bad] = [pdf, Buffer.from("<script>alert(1)</script>")].map((bytes, index) =>
    result({ educationStartTime: `2019010${index + 1}`, certifyFile: bytes.toString("base64") }),
  );
  assert.equal((await platform.told("CX1003", batch(good!, bad!)))[0], "0000");
  const all: { from: string; file?: { url: string }; missing?: string }[] = await shown();
  const { file } = all.find(({ from }) => from === "2019-01-01")!;
  const [his, hers] = [await anna.get(file!.url), await berta.get(file!.url)];
  assert.deepEqual([his.status, his.bytes.equals(pdf)], [200, true]);
  assert.equal(his.headers.get("content-type"), "application/pdf");
  assert.equal(hers.status, 404);
  const unfit = all.find(({ from }) => from === "2019-01-02")!;
  assert.equal(unfit.file, undefined);
  assert.match(unfit.missing!, /学习结果不受影响/);
  const strange = result({ currCreditLevel: "没有的等级", educationStartTime: "20190103" });
  assert.equal((await platform.told("CX1003", batch(result(), strange)))[0], "0000");
  const [odd, voucher] = await quarantined({ peer: "EDU001" });
  assert.deepEqual(
    [odd!.code, odd!.message, voucher!.message],
    ["0000", "CX1003.educationInfo[1].currCreditLevel", "CX1003.educationInfo[1].certifyFile"],
  );
});

test("nothing that names a person can be read in the store", async () => {
  const { db } = mongoose.connection;
  for (const name of ["education_results", "inbox", "audit"]) {
    const text = JSON.stringify(await db!.collection(name).find().toArray());
    for (const secret of [testPerson.idCard, testPerson.name, bertasId])
      assert.ok(!text.includes(secret), name);
  }
});

test("after five years results are erased, and with them their vouchers", async () => {
  const files = mongoose.connection.db!.collection("files");
  assert.ok((await files.countDocuments()) > 0);
  const inYears = (years: number) => new Date(Date.now() + years * 366 * 86_400_000);
  await eraseOldContent(inYears(4));
  await sweep(inYears(0.01));
  assert.ok((await shown()).length > 0);
  assert.ok((await files.countDocuments()) > 0);
  await eraseOldContent(inYears(6));
  assert.deepEqual([await count(), await shown()], [0, []]);
  await sweep(inYears(0.01));
  assert.equal(await files.countDocuments(), 0);
});
