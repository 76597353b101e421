import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { renewal } from "../../../test/support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { bodyOfEntry } from "../exchange/queue.ts";
import { Drafts } from "./draft-model.ts";
import { Cases } from "./model.ts";

let portal: TestPortal;
let anna: Person;
before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
after(() => portal?.stop());

const submit = (body: unknown) => anna.send("POST", "/api/applications", body);
const fieldsOf = (json: { error: { fields: { name: string }[] } }) =>
  json.error.fields.map((field) => field.name);

test("an application becomes one case with its first message in it, and the draft is gone", async () => {
  const application = await renewal(anna);
  await anna.send("PUT", `/api/drafts/${application.submitId}`, {
    ...application,
    submitId: undefined,
    step: 3,
    version: 0,
  });
  assert.equal(await Drafts.countDocuments({ submitId: application.submitId }), 1);
  const { status, json } = await submit(application);
  assert.equal(status, 201);
  assert.match(json.businessSn, /^110105\d{3}\d{8}\d{7}$/);
  const of = await Cases.findById(json.caseId).orFail().lean();
  assert.equal(of.businessSn, json.businessSn);
  assert.equal(of.outbox.length, 1);
  assert.equal(of.outbox[0]!.ipc, "SQ1008");
  assert.equal(of.send.peer, "110000");
  assert.equal(await Drafts.countDocuments({ submitId: application.submitId }), 0);
});

test("the message has the case's number, the answers and each photo", async () => {
  const { json } = await submit(await renewal(anna));
  const of = await Cases.findById(json.caseId).orFail().lean();
  const body = (await bodyOfEntry(of.outbox[0]!, async (file) => Buffer.from(file))) as {
    SQ1008: {
      exchangeInfo: Record<string, string>;
      certificateInfo: { imageType: string; base64Binary: string }[];
    };
  };
  const { exchangeInfo, certificateInfo } = body.SQ1008;
  assert.equal(exchangeInfo.businessSn, json.businessSn);
  assert.match(exchangeInfo.applyDate ?? "", /^\d{14}$/);
  assert.equal(exchangeInfo.applyName, "测试甲");
  assert.equal("place" in exchangeInfo, false);
  assert.deepEqual(
    certificateInfo.map((one) => one.imageType),
    ["15", "6", "9", "11"],
  );
  for (const [at, { base64Binary }] of certificateInfo.entries())
    assert.equal(Buffer.from(base64Binary, "base64").toString(), of.attachments[at]!.file);
});

test("what a person typed stands nowhere in the clear", async () => {
  const { json } = await submit(await renewal(anna, { address: "隐秘路77号", telephone: "13912345678" }));
  const stored = JSON.stringify(await Cases.findById(json.caseId).lean());
  for (const secret of ["隐秘路77号", "13912345678", "110101197001019918", "测试甲"])
    assert.equal(stored.includes(secret), false, secret);
  assert.equal(portal.log.join("").includes("13912345678"), false);
});

describe("the same submit again", () => {
  test("gives the same case with 200", async () => {
    const application = await renewal(anna);
    const first = await submit(application);
    const again = await submit({
      ...application,
      answers: Object.fromEntries(Object.entries(application.answers).reverse()),
    });
    assert.deepEqual([first.status, again.status], [201, 200]);
    assert.deepEqual(again.json, first.json);
  });

  test("with other content is 409, and the case stays as it was", async () => {
    const application = await renewal(anna);
    const first = await submit(application);
    const other = await submit({
      ...application,
      answers: { ...application.answers, applyReason: "另一个原因" },
    });
    assert.equal(other.status, 409);
    assert.equal((await submit(application)).json.businessSn, first.json.businessSn);
  });

  test("twenty times at once makes one case", async () => {
    const application = await renewal(anna);
    const replies = await Promise.all(Array.from({ length: 20 }, () => submit(application)));
    assert.equal(replies.filter((one) => one.status === 201).length, 1);
    assert.equal(new Set(replies.map((one) => one.json.businessSn)).size, 1);
    assert.equal(await Cases.countDocuments({ submitId: application.submitId }), 1);
  });

  test("of somebody else is a case of his own", async () => {
    const application = await renewal(anna);
    const first = await submit(application);
    const berta = await portal.signIn({ name: "测试乙", idCard: "320102197505059927" });
    const hers = { ...(await renewal(berta)), submitId: application.submitId };
    const second = await berta.send("POST", "/api/applications", hers);
    assert.equal(second.status, 201);
    assert.notEqual(second.json.caseId, first.json.caseId);
  });
});

test("cases sent at once have numbers of their own", async () => {
  const application = await renewal(anna);
  const replies = await Promise.all(
    Array.from({ length: 30 }, () => submit({ ...application, submitId: randomUUID() })),
  );
  assert.deepEqual(new Set(replies.map((one) => one.status)), new Set([201]));
  assert.equal(new Set(replies.map((one) => one.json.businessSn)).size, 30);
});

const wrong: readonly [
  what: string,
  change: (one: Awaited<ReturnType<typeof renewal>>) => object,
  field: string,
][] = [
  ["missing", ({ answers: { applyName, ...answers }, ...rest }) => ({ ...rest, answers }), "applyName"],
  [
    "too long",
    (one) => ({ ...one, answers: { ...one.answers, applyReason: "长".repeat(5_000) } }),
    "applyReason",
  ],
  [
    "with a wrong check digit",
    (one) => ({ ...one, answers: { ...one.answers, idCard: "110101197001019910" } }),
    "idCard",
  ],
  [
    "of an impossible date",
    (one) => ({ ...one, answers: { ...one.answers, earlyDate: "20230230" } }),
    "earlyDate",
  ],
  ["with an unknown code", (one) => ({ ...one, answers: { ...one.answers, sex: "7" } }), "sex"],
  ["unknown", (one) => ({ ...one, answers: { ...one.answers, hobby: "x" } }), "hobby"],
  [
    "that the server fills in",
    (one) => ({ ...one, answers: { ...one.answers, businessSn: "1" } }),
    "businessSn",
  ],
  [
    "of a place that does not exist",
    (one) => ({ ...one, answers: { ...one.answers, place: "999999" } }),
    "place",
  ],
  ["without its material", (one) => ({ ...one, attachments: one.attachments.slice(1) }), "material:15"],
  [
    "with a material that is not asked for",
    (one) => ({ ...one, attachments: [...one.attachments, { ...one.attachments[0]!, imageType: "54" }] }),
    "material:54",
  ],
  [
    "with a photo that is not there",
    (one) => ({
      ...one,
      attachments: one.attachments.map((photo) => ({ ...photo, attachment: "0".repeat(32) })),
    }),
    "material:15",
  ],
];

describe("an application with a fault is refused, names the field, and its draft stays", () => {
  for (const [what, change, field] of wrong)
    test(`a field ${what}`, async () => {
      const application = await renewal(anna);
      const draft = {
        business: "SQ1008",
        answers: application.answers,
        attachments: application.attachments,
        step: 1,
        version: 0,
      };
      await anna.send("PUT", `/api/drafts/${application.submitId}`, draft);
      const { status, json } = await submit(change(application));
      assert.equal(status, 422);
      assert.ok(fieldsOf(json).includes(field), JSON.stringify(json));
      assert.equal((await anna.get(`/api/drafts/${application.submitId}`)).json.answers.applyName, "测试甲");
      assert.equal(await Cases.countDocuments({ submitId: application.submitId }), 0);
    });
});

describe("where it cannot be sent, nothing is accepted", () => {
  test("a province that is not connected", async () => {
    const { status, json } = await submit(await renewal(anna, { place: "540102" }));
    assert.equal(status, 422);
    assert.match(json.error.message, /尚未接入/);
  });

  test("a business that is not open yet", async () => {
    const application = await renewal(anna);
    const { status } = await submit({ ...application, business: "SQ1012" });
    assert.equal(status, 422);
  });

  test("a business that does not exist", async () => {
    assert.equal((await submit({ ...(await renewal(anna)), business: "SQ9999" })).status, 404);
  });
});
