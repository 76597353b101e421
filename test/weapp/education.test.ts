import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { codesNeeded, type EducationSummary, requestOf } from "shared-types";
import { MiniProgram } from "./mini-program.ts";

const dist = fileURLToPath(new URL("../../miniapp/dist/weapp", import.meta.url));
const definition = requestOf("SQ1006")!;
const codes = Object.fromEntries(codesNeeded(definition).map((name) => [name, []]));

const common = { regionName: "北京市", certificateCode: "1***************18", score: "0" };
const studied: EducationSummary = {
  ...{ ...common, id: "1".repeat(64), from: "2025-01-06", until: "2025-11-28", hours: "24" },
  ...{ cycle: { from: "2024-06-01", until: "2026-05-31" }, creditLevel: "合格（AA级）" },
  ...{ reason: "超速行驶", clearedOn: "2025-12-01" },
  file: { name: "学习凭证.pdf", url: `/api/education/${"1".repeat(64)}/voucher` },
};
const withoutVoucher: EducationSummary = {
  ...{ ...common, id: "2".repeat(64), from: "2022-03-01", until: "2022-12-20", hours: "18" },
  missing: "平台发来的学习凭证没有通过安全检查（含有脚本），不能在这里打开。",
};

/** The page of this path, with these results on the server; `answer` for the list of them may be another. */
function open(path: string, education: readonly EducationSummary[], listed?: () => unknown) {
  const answers: Record<string, unknown> = {
    "/api/session": { user: { name: "*三", idCard: "1***8", kind: "person" }, signIn: { ways: [] } },
    "/api/certificates": { certificates: [] },
    "/api/education": { education },
    "/api/drafts": { drafts: [] },
    "/api/places": { places: [] },
    "/api/businesses": { businesses: [] },
    "/api/businesses/SQ1006": { definition, codes },
  };
  const app = new MiniProgram(dist, (name, { url }) => {
    if (name === "setNavigationBarTitle" || name === "openDocument") return {};
    if (name === "downloadFile") return { statusCode: 200, tempFilePath: "wxfile://voucher.pdf" };
    if (name !== "request") return undefined;
    const at = new URL(String(url)).pathname;
    if (at === "/api/education" && listed) return listed();
    return { statusCode: 200, data: answers[at] ?? {}, header: {} };
  });
  app.open(path);
  return app;
}

/** Until `holds`, at most five seconds. */
async function until(holds: () => boolean) {
  for (let round = 0; round < 250 && !holds(); round += 1) await new Promise((done) => setTimeout(done, 20));
  assert.ok(holds(), `never came true: ${holds}`);
}

test("each result is shown whole, why a voucher cannot be opened is said, and a good one opens", async () => {
  const app = open("pages/certificates/index", [studied, withoutVoucher]);
  await until(() => app.text.includes("北京市网上继续教育"));
  for (const words of [
    ...["2025年1月6日 — 2025年11月28日", "24", "2024年6月1日 — 2026年5月31日", "合格（AA级）"],
    ...["超速行驶", "2025年12月1日", "2022年3月1日 — 2022年12月20日", withoutVoucher.missing!],
  ])
    assert.ok(app.text.includes(words), words);
  app.tap(app.byLabel("打开学习凭证：2025年1月6日 — 2025年11月28日"));
  await until(() => app.calls.some(({ name }) => name === "openDocument"));
  const fetched = app.calls.find(({ name }) => name === "downloadFile")!;
  assert.equal(new URL(String(fetched.url)).pathname, studied.file!.url);
});

test("who has no result is told that the platform reports it by itself", async () => {
  const app = open("pages/certificates/index", []);
  await until(() => app.text.includes("还没有收到您的继续教育结果"));
});

test("results that cannot be read are told of in words, and 重试 brings them", async () => {
  let fails = true;
  const app = open("pages/certificates/index", [], () =>
    fails
      ? { statusCode: 500, data: null, header: {} }
      : { statusCode: 200, data: { education: [studied] }, header: {} },
  );
  await until(() => app.text.includes("服务暂时出了问题，请稍后再试"));
  fails = false;
  app.tap(app.byText("重试"));
  await until(() => app.text.includes("北京市网上继续教育"));
});

test("before an assessment the last result is told, and leads to all of them", async () => {
  const app = open("pages/prepare/index?business=SQ1006", [studied, withoutVoucher]);
  await until(() => app.text.includes("您最近的继续教育：2025年1月6日 — 2025年11月28日，累计学时 24"));
  app.tap(app.byText("查看继续教育记录"));
  await until(() => app.pages.at(-1)?.route === "pages/certificates/index");
});
