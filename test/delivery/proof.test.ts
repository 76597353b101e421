// The proof of an application as it grows: the portal, a province that answers over HTTP, the command, the page offline.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { closeDay } from "../../bff/src/audit/close-day.ts";
import { keysInUse } from "../../bff/src/crypto/sealed.ts";
import { cases } from "../../bff/src/exchange/collections.ts";
import { verifyProof } from "../../bff/src/proofs/verify-proof.mjs";
import { launchBrowser } from "../support/browser.ts";
import { renewal } from "../support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../support/test-portal.ts";
import { TestPeer } from "./peer.ts";
import { until } from "./portal.ts";

const region = "110000";
const folder = mkdtempSync(join(tmpdir(), "proof-"));
let portal: TestPortal;
let peer: TestPeer;
let anna: Person;
let token = "";

before(async () => {
  portal = await startTestPortal();
  peer = await new TestPeer(region).join();
  anna = await portal.signIn();
  const { body } = await post(peer.message("YZ1001", { YZ1001: { ...peer.account } }));
  token = String((body as { YZ1001: { token: string } }).YZ1001.token);
});
after(async () => {
  await peer.close();
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
});

const key = () => keysInUse().sm2.publicKey;

async function post(raw: Buffer) {
  const headers = { "Content-Type": "application/json" };
  const reply = await fetch(`${portal.url}/exchange`, { method: "POST", headers, body: new Uint8Array(raw) });
  return peer.open(await reply.text());
}

async function told(businessSn: string, busiState: string): Promise<void> {
  const body = {
    ...{ feedbackSn: `F${busiState}`, businessSn, applyName: "测试甲", applyDate: "20261126080000" },
    ...{
      interType: "SQ1008",
      telephone: "13800000001",
      busiState,
      checkName: "测试员",
      checkOrg: "测试机构",
    },
    ...{ deptCode: "1", feedbackDate: `2026112609000${busiState}` },
  };
  const { header } = await post(peer.message("JD1004", { JD1004: body }, { Token: token }));
  assert.equal(header.Code, "0000");
}

/** An application that the province answers with `code`. */
async function applied(code: string): Promise<{ caseId: string; businessSn: string }> {
  peer.treat = () => ({ code });
  const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
  const st = code === "0000" ? "DONE" : "WAIT";
  await until(async () => (await cases().findOne({ _id: json.caseId }))?.outbox[0]?.st === st);
  return json;
}

const proofOf = async (caseId: string) => (await anna.get(`/api/cases/${caseId}/proof.json`)).bytes;
type Links = { links: { statement: string; inclusion: object | null }[] };
const kindsIn = (proof: Buffer) =>
  (JSON.parse(proof.toString()) as Links).links.map(({ statement }) => JSON.parse(statement).kind);

/** What `npm run verify-proof` says of a file. */
function verified(bytes: Buffer, name: string): { code: number | null; out: string } {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  const args = ["scripts/verify-proof.mjs", file, "--key", key()];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { code: status, out: stdout };
}

function changedAt(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = changed[at] === 0x31 ? 0x32 : 0x31;
  return changed;
}

let whole: Buffer;
let wholePdf: Buffer;

test("it grows from submitted to delivered to accepted, and then into the day's head; each stage verifies, as file and as PDF", async () => {
  const { caseId, businessSn } = await applied("0002");
  const stages: [grow: () => Promise<unknown>, kinds: string[], says: RegExp][] = [
    [async () => {}, ["submitted"], /平台于 .* 收存了流水号/],
    [
      async () => {
        peer.treat = () => ({ code: "0000" });
        await cases().updateOne({ _id: caseId }, { $set: { "send.due": new Date(0) } });
        await until(async () => (await cases().findOne({ _id: caseId }))?.outbox[0]?.st === "DONE");
      },
      ["submitted", "delivered"],
      /110000 的系统于 .* 确认收到这份申请/,
    ],
    [
      () => told(businessSn, "3"),
      ["submitted", "delivered", "accepted"],
      /反馈（状态 3）于 .* 到达平台，申请已受理/,
    ],
    [() => closeDay("20261126"), ["submitted", "delivered", "accepted"], /第 3 环已列入 20261126 的公开留痕/],
  ];
  for (const [grow, kinds, says] of stages) {
    await grow();
    const proof = await proofOf(caseId);
    assert.deepEqual(kindsIn(proof), kinds);
    assert.match(verifyProof(proof.toString(), [key()]).says.join("\n"), says);
    const pdf = (await anna.get(`/api/cases/${caseId}/proof.pdf`)).bytes;
    assert.match(verifyProof(pdf.toString("latin1"), [key()]).says.join("\n"), says);
    wholePdf = pdf;
    whole = proof;
  }
  const { links } = JSON.parse(whole.toString()) as Links;
  assert.ok(links.every(({ inclusion }) => inclusion !== null));
  for (const [name, bytes] of [
    ["whole.json", whole],
    ["whole.pdf", wholePdf],
  ] as const) {
    const { code, out } = verified(bytes, name);
    assert.match(out, /^核验通过.*申请已受理/s, name);
    assert.equal(code, 0);
  }
});

test("one changed byte anywhere in the file fails", () => {
  assert.ok(verifyProof(whole.toString(), [key()]).good);
  const places = Array.from({ length: 40 }, (_, n) => Math.floor((n + 0.5) * (whole.length / 40)));
  const named = ['"_id"', '"side"', '"inclusion"', '"publicKey"', '"disclosed"', '"hash"', '"salt"'];
  for (const name of named) {
    const from = whole.indexOf(name);
    assert.ok(from > 0, name);
    places.push(from + 2, from + name.length + 2);
  }
  for (const at of places) {
    const changed = changedAt(whole, at).toString("utf8");
    assert.ok(!verifyProof(changed, [key()]).good, `${at}: ${changed.slice(at - 20, at + 20)}`);
  }
  const capital = whole.toString().replace(/(?<="hash":"[\da-f]*)[a-f]/, (digit) => digit.toUpperCase());
  assert.ok(!verifyProof(capital, [key()]).good, "a capital digit is another byte");
  const at = changedAt(whole, whole.length >> 1);
  assert.equal(verified(at, "changed.json").code, 2);
});

test("feedback proves the delivery that no answer did; a declined application is never accepted", async () => {
  const unanswered = await applied("0002");
  await told(unanswered.businessSn, "3");
  const proof = await proofOf(unanswered.caseId);
  assert.deepEqual(kindsIn(proof), ["submitted", "delivered", "accepted"]);
  assert.match(proof.toString(), /\\"how\\":\\"feedback\\"/);
  assert.ok(verifyProof(proof.toString(), [key()]).good);
  const declined = await applied("0000");
  await told(declined.businessSn, "4");
  assert.deepEqual(kindsIn(await proofOf(declined.caseId)), ["submitted", "delivered"]);
});

test("the page, saved as a file, verifies without a network in a browser", async (t) => {
  const launched = await launchBrowser();
  if (launched === null) return t.skip("no browser: install Chromium or set CHROMIUM_PATH");
  try {
    const saved = join(folder, "核验.html");
    writeFileSync(saved, (await portal.request("GET", "/verify-proof")).bytes);
    const context = await launched.browser.newContext();
    await context.setOffline(true);
    const asked: string[] = [];
    context.on("request", (request) => void asked.push(new URL(request.url()).protocol));
    const page = await context.newPage();
    await page.goto(pathToFileURL(saved).href);
    const result = page.getByRole("status");
    const files: [name: string, bytes: Buffer, words: RegExp][] = [
      ["whole.json", whole, /^核验通过.*申请已受理.*第 3 环已列入 20261126/s],
      ["changed.json", changedAt(whole, whole.length >> 1), /^核验不通过/],
      ["photo.jpg", Buffer.from([0xff, 0xd8, 0]), /^核验不通过.*不是申请凭证/s],
    ];
    for (const [name, buffer, words] of files) {
      await page.getByLabel("凭证文件").setInputFiles({ name, mimeType: "application/json", buffer });
      await result.getByText(/^核验(通过|不通过)/).waitFor();
      assert.match((await result.getByRole("paragraph").allTextContents()).join("\n"), words, name);
    }
    await page.getByLabel("凭证文件").setInputFiles(join(folder, "whole.pdf"));
    await result.getByText("核验通过", { exact: true }).waitFor();
    assert.deepEqual([...new Set(asked)], ["file:"]);
  } finally {
    await launched.close();
  }
});
