import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { CertificateSummary } from "shared-types";
import { MiniProgram } from "./mini-program.ts";

const dist = fileURLToPath(new URL("../../miniapp/dist/weapp", import.meta.url));

const common = { holder: "**甲", issuer: "测试机构", issuedOn: "2026-03-02", caseId: "0".repeat(64) };
const voucher: CertificateSummary = {
  ...{
    ...common,
    id: "a-b-certifyFile",
    kind: "voucher",
    title: "考核凭证",
    number: "110000001202603020001",
  },
  file: { name: "考核凭证.pdf", url: "/api/certificates/a-b-certifyFile/file" },
  qr: { image: "/api/certificates/a-b-certifyFile/qr.png", page: "/pages/verify/index?code=abc.def" },
};
const failed: CertificateSummary = {
  ...{ ...common, id: "a-c-checkCertifyFile", kind: "voucher", title: "年审凭证", number: "2" },
  missing: "办理机构发来的年审凭证没有通过安全检查（含有脚本），不能在这里打开。",
};
const ofd: CertificateSummary = {
  ...{ ...common, id: "a-d-certificateFile", kind: "certificate", title: "电子证照", number: "3" },
  file: { name: "电子证照.ofd", url: "/api/certificates/a-d-certificateFile/file" },
};

function open(certificates: readonly CertificateSummary[]) {
  const answers: Record<string, unknown> = {
    "/api/session": { user: { name: "*三", idCard: "1***8", kind: "person" }, signIn: { ways: [] } },
    "/api/certificates": { certificates },
    "/api/education": { education: [] },
  };
  const app = new MiniProgram(dist, (name, { url }) => {
    if (name === "setNavigationBarTitle" || name === "openDocument") return {};
    if (name === "downloadFile")
      return { statusCode: 200, tempFilePath: `wxfile://${String(url).length}.pdf` };
    if (name !== "request") return undefined;
    return { statusCode: 200, data: answers[new URL(String(url)).pathname] ?? {}, header: {} };
  });
  app.open("pages/certificates/index");
  return app;
}

/** Until `holds`, at most five seconds. */
async function until(holds: () => boolean) {
  for (let round = 0; round < 250 && !holds(); round += 1) await new Promise((done) => setTimeout(done, 20));
  assert.ok(holds(), `never came true: ${holds}`);
}

test("many are shown, with why one cannot be opened and what opens an OFD; the QR leads within the app", async () => {
  const app = open([voucher, failed, ofd]);
  // The heading names the kinds before the list is there.
  await until(() => app.text.includes(voucher.number));
  for (const words of [voucher.number, failed.missing!, "OFD 阅读器"])
    assert.ok(app.text.includes(words), words);
  app.tap(app.byLabel("打开：考核凭证"));
  await until(() => app.calls.some(({ name }) => name === "openDocument"));
  const fetched = app.calls.find(({ name }) => name === "downloadFile")!;
  assert.equal(new URL(String(fetched.url)).pathname, voucher.file!.url);
  app.tap(app.byLabel("出示二维码：考核凭证"));
  await until(() => app.text.includes("请对方扫一扫"));
  app.tap(app.byText("看看对方会看到什么"));
  await until(() => app.pages.at(-1)?.route === "pages/verify/index");
});

test("who holds nothing is told so", async () => {
  const app = open([]);
  await until(() => app.text.includes("还没有证照"));
});
