import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { codeLists, codesNeeded, requestOf } from "shared-types";
import { MiniProgram } from "./mini-program.ts";

const dist = fileURLToPath(new URL("../../miniapp/dist/weapp", import.meta.url));
const submitId = "0123456789abcdef0123456789abcdef";
const definition = requestOf("SQ1008")!;
const lists: Record<string, unknown> = {
  ...codeLists,
  workTypes: [
    { code: "02", name: "道路普通货物运输驾驶员", personKind: "driver" },
    { code: "05", name: "道路危险货物运输押运人员", personKind: "escort" },
  ],
};
const codes = Object.fromEntries(codesNeeded(definition).map((name) => [name, lists[name] ?? []]));

/** The server's answers by method and path. */
const answers: Record<string, [status: number, data: unknown]> = {
  "GET /api/session": [200, { user: { name: "*三", idCard: "1***8", kind: "person" }, signIn: { ways: [] } }],
  [`GET /api/drafts/${submitId}`]: [404, { error: { id: "1", code: "notFound", message: "没有找到。" } }],
  "GET /api/businesses/SQ1008": [200, { definition, codes }],
  "GET /api/profile": [200, { name: "测试甲·张三", phone: "13800000001" }],
  "GET /api/places": [
    200,
    {
      places: [
        { code: "110000", name: "北京市" },
        { code: "320000", name: "江苏省" },
      ],
    },
  ],
  "GET /api/places?parent=110000": [200, { places: [] }],
  "GET /api/businesses/SQ1008?place=110000": [200, { definition, codes }],
  [`PUT /api/drafts/${submitId}`]: [200, { version: 1, savedAt: "2026-05-06T07:08:09.000Z" }],
};

function respond(name: string, options: Record<string, unknown>) {
  if (name === "setNavigationBarTitle" || name === "pageScrollTo") return {};
  if (name !== "request") return undefined;
  const [statusCode, data] = answers[
    `${options.method} ${new URL(String(options.url)).pathname}${new URL(String(options.url)).search}`
  ] ?? [500, null];
  return { statusCode, data, header: {} };
}

/** Until `holds`, at most five seconds. */
async function until(holds: () => boolean) {
  for (let round = 0; round < 250 && !holds(); round += 1) await new Promise((done) => setTimeout(done, 20));
  assert.ok(holds(), `never came true: ${holds}`);
}

async function openForm() {
  const app = new MiniProgram(dist, respond);
  app.open(`pages/apply/index?draft=${submitId}&step=0&business=SQ1008`);
  await until(() => app.text.includes("从业资格证号"));
  // Places come from the server: before that there is nothing to choose from.
  await until(() => (app.byId("field-place-province").attributes.range as unknown[]).length > 0);
  return app;
}

const requests = (app: MiniProgram) => app.calls.filter(({ name }) => name === "request");

test("the main package stays below 2 MB", () => {
  const bytes = (path: string): number =>
    statSync(path).isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0)
      : statSync(path).size;
  assert.ok(bytes(dist) < 2_000_000, `${bytes(dist)} bytes`);
});

test("the apply page shows the first step of the definition", async () => {
  const app = await openForm();
  assert.match(app.text, /第 1 步，共 6 步/);
  for (const words of ["您的从业资格证", "发证机关所在地", "从业资格类别", "道路普通货物运输驾驶员"])
    assert.ok(app.text.includes(words), words);
});

test("a field that is filled in shows it and says its label to a screen reader", async () => {
  const app = await openForm();
  app.input(app.byId("field-certificateCode"), "110101197001019918");
  await until(() => app.byId("field-certificateCode").attributes.value === "110101197001019918");
  assert.equal(app.byId("field-certificateCode").attributes["aria-label"], "从业资格证号");
});

test("a step with faults says them and is not left", async () => {
  const app = await openForm();
  app.tap(app.byText("下一步"));
  await until(() => app.text.includes("请填写从业资格证号"));
  assert.equal(app.pages.length, 1);
  assert.equal(
    app.byId("field-certificateCode").attributes["aria-label"],
    "从业资格证号，请填写从业资格证号",
  );
});

test("a whole step goes to the server as the draft, and the next one opens", async () => {
  const app = await openForm();
  app.choose(app.byId("field-place-province"), 0);
  app.input(app.byId("field-certificateCode"), "110101197001019918");
  app.tap(app.byLabel("道路普通货物运输驾驶员"));
  app.choose(app.byId("field-certificateFirstIssueDate"), "2014-05-06");
  await until(() => app.byLabel("道路普通货物运输驾驶员").attributes["aria-checked"] === true);
  app.tap(app.byText("下一步"));
  await until(() => requests(app).some(({ method }) => method === "PUT"));

  const sent = requests(app).find(({ method }) => method === "PUT")!;
  assert.equal(new URL(String(sent.url)).pathname, `/api/drafts/${submitId}`);
  const {
    business,
    answers: given,
    version,
  } = sent.data as { business: string; answers: object; version: number };
  assert.deepEqual({ business, version }, { business: "SQ1008", version: 0 });
  assert.deepEqual(
    { ...given },
    {
      place: "110000",
      certificateCode: "110101197001019918",
      workTypeCode: "02",
      certificateFirstIssueDate: "20140506",
    },
  );
  await until(() => app.text.includes("本人信息"));
  assert.equal(app.pages.length, 2);
  // What is known about the person stands there already.
  await until(() => app.byId("field-applyName").attributes.value === "测试甲·张三");
});
