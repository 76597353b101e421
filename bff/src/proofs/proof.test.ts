import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { renewal } from "../../../test/support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { closeDay } from "../audit/close-day.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { keysInUse } from "../crypto/sealed.ts";
import { sign } from "../crypto/signature.ts";
import { isSigned, sm3Text, verifyProof } from "./verify-proof.mjs";

let portal: TestPortal;
let person: Person;
let caseId: string;
let folder: string;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "proof-"));
  portal = await startTestPortal();
  person = await portal.signIn();
  caseId = (await person.send("POST", "/api/applications", await renewal(person))).json.caseId;
});
after(async () => {
  await portal?.stop();
  rmSync(folder, { recursive: true });
});

const key = () => keysInUse().sm2.publicKey;
const proofText = async () => (await person.get(`/api/cases/${caseId}/proof.json`)).bytes.toString();

test("the verifier's own SM3 and SM2 agree with the project's", () => {
  for (const text of ["", "abc", "从业资格证".repeat(40), "a".repeat(119), "b".repeat(120)]) {
    assert.equal(sm3Text(text), sm3Hex(text));
    const signature = sign(text, keysInUse().sm2);
    assert.ok(isSigned(text, signature, key()));
    assert.ok(!isSigned(`${text}x`, signature, key()));
  }
});

test("at once after submitting there is a proof that verifies, with what was submitted", async () => {
  const { good, says, faults } = verifyProof(await proofText(), [key()]);
  assert.deepEqual([good, faults], [true, []]);
  assert.ok(says.includes("提交时 applyName = 测试甲"));
  assert.ok(says.some((line) => line.includes("不证明内容属实")));
  assert.ok(!verifyProof(await proofText(), [`04${"1".repeat(128)}`]).good);
});

test("any changed byte of what it states fails", async () => {
  const text = await proofText();
  const { links, disclosed } = JSON.parse(text);
  // Every 7th place of the statement, of its signature and of a disclosed value.
  const inside = (part: string) => {
    const from = text.indexOf(JSON.stringify(part).slice(1, -1));
    return Array.from({ length: Math.ceil(part.length / 7) }, (_, i) => from + i * 7);
  };
  for (const at of [
    ...inside(links[0].statement).slice(0, 60),
    ...inside(links[0].signature),
    ...inside(disclosed[0].salt),
  ]) {
    const changed = `${text.slice(0, at)}${text[at] === "1" ? "2" : "1"}${text.slice(at + 1)}`;
    assert.ok(!verifyProof(changed, [key()]).good, String(at));
  }
});

test("an answer that its owner leaves out is hidden, and the rest still verifies", async () => {
  const proof = JSON.parse(await proofText());
  proof.disclosed = proof.disclosed.filter(({ name }: { name: string }) => name !== "idCard");
  const text = JSON.stringify(proof);
  assert.ok(
    !text.includes("110101197001019918") ||
      proof.disclosed.some(({ value }: { value: string }) => value === "110101197001019918"),
  );
  assert.ok(verifyProof(text, [key()]).good);
});

test("the PDF holds the proof: the command verifies it, and refuses it with one byte changed", async () => {
  const { bytes, headers } = await person.get(`/api/cases/${caseId}/proof.pdf`);
  assert.equal(headers.get("content-type"), "application/pdf");
  const file = join(folder, "proof.pdf");
  writeFileSync(file, bytes);
  const said = execFileSync(process.execPath, ["scripts/verify-proof.mjs", file, "--key", key()], {
    encoding: "utf8",
  });
  assert.match(said, /^核验通过/);
  const at = bytes.indexOf("(eyJ") + 400;
  bytes[at] = bytes[at] === 65 ? 66 : 65;
  writeFileSync(file, bytes);
  assert.equal(spawnSync(process.execPath, ["scripts/verify-proof.mjs", file]).status, 2);
});

test("once its day is closed, the proof leads to the published head", async () => {
  await closeDay("20261125");
  const { json } = await portal.request("GET", "/api/audit-heads");
  const proof = JSON.parse(await proofText());
  assert.equal(proof.links[0].inclusion.head.hash, json.heads[0].hash);
  assert.ok(verifyProof(JSON.stringify(proof), [json.publicKey]).good);
  proof.links[0].inclusion.head.root = "0".repeat(64);
  assert.ok(!verifyProof(JSON.stringify(proof), [json.publicKey]).good);
});

test("nobody else gets it, and the page that verifies comes whole", async () => {
  const other = await portal.signIn({ idCard: "110101198001010010", name: "乙" });
  assert.equal((await other.get(`/api/cases/${caseId}/proof.json`)).status, 404);
  const page = await portal.request("GET", "/verify-proof");
  assert.ok(page.bytes.toString().includes(key()));
  assert.doesNotMatch(page.bytes.toString(), /^export |import /m);
});
