// Vouchers and certificates that come with a result, over HTTP: a file that is not fit never costs the result.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { TimelineEntry } from "shared-types";
import { sm3Hex } from "../../bff/src/crypto/provider.ts";
import { quarantined } from "../../bff/src/exchange/quarantine.ts";
import { openUnfitFile } from "../../bff/src/operations/open-file.ts";
import { TestPeer } from "../delivery/peer.ts";
import * as make from "../support/documents.ts";
import { twoHalves } from "../support/pictures.ts";
import { RequestScene } from "../support/request-scene.ts";
import { goodResult } from "./good-result.ts";
import { Voice } from "./voice.ts";

const mebibyte = 1024 * 1024;
let scene: RequestScene;
let peer: TestPeer;
let voice: Voice;

before(async () => {
  scene = await RequestScene.start();
  peer = await new TestPeer("110000").join();
  voice = await new Voice(peer, scene.portal.url).logIn();
  await scene.newCase();
});
after(async () => {
  await peer?.close();
  await scene?.portal.stop();
});

const say = (ipc: string, values: object) => voice.ask(ipc, { [ipc]: { ...values } });

let count = 0;
/** A result with a file; gives our answer's code and what the person then sees of it. */
async function result(ipc: string, element: string, file: Buffer) {
  count += 1;
  const values = goodResult(ipc, scene.businessSn, count);
  const { header } = await say(ipc, { ...values, [element]: file.toString("base64") });
  const { timeline } = await scene.shown();
  const entry: TimelineEntry = timeline.at(-1);
  const newest = (await scene.read()).feedbacks.at(-1)!;
  return { code: header.Code, serial: header.SerialNum, entry, newest };
}

const fit: [name: string, ipc: string, element: string, file: () => Promise<Buffer>, type: string][] = [
  ["a voucher", "JD1001", "checkCertifyFile", () => make.goodPdf(), "application/pdf"],
  ["a voucher of 1 MiB", "JD1003", "certifyFile", () => make.pdfOfSize(mebibyte), "application/pdf"],
  ["a certificate as PDF", "JD1004", "certificateFile", () => make.goodPdf("证照"), "application/pdf"],
  ["a certificate as OFD", "JD1004", "certificateFile", () => make.ofd(), "application/ofd"],
];
for (const [name, ipc, element, file, type] of fit)
  test(`${name} is kept with its element and opens for its owner only`, async () => {
    const bytes = await file();
    const { code, entry, newest } = await result(ipc, element, bytes);
    assert.equal(code, "0000");
    assert.deepEqual(
      newest.files.map(({ name, unfit }) => [name, unfit]),
      [[element, undefined]],
    );
    assert.equal(/凭证在下面，可以查看和保存/.test(entry.words), ipc !== "JD1004", entry.words);
    const { url } = entry.files![0]!;
    const own = await scene.anna.get(url);
    assert.equal(own.headers.get("content-type"), type);
    assert.ok(own.bytes.equals(bytes));
    assert.equal((await scene.berta.get(url)).status, 404);
  });

const catalog = "<< /Type /Catalog /Pages 2 0 R >>";
const withAction = (action: string) => make.pdfOf(`<< /Type /Catalog /OpenAction << ${action} >> >>`);
const script = "<< /S /JavaScript /JS (app.alert(1)) >>";
type Row = [name: string, element: string, file: () => Buffer | Promise<Buffer>, reason: RegExp];
const unfit: Row[] = [
  ["a voucher of 1 MiB and 1 byte", "certifyFile", () => make.pdfOfSize(mebibyte + 1), /超过1兆字节/],
  ["a voucher that is a picture", "certifyFile", () => twoHalves(64, 48, "png"), /不是PDF/],
  // Not the very bytes that opened as a certificate above: those its owner may read.
  ["a voucher as OFD", "certifyFile", () => make.ofd({ "Doc_0/Voucher.xml": "<a/>" }), /不是PDF/],
  ["a page named a certificate", "certificateFile", () => Buffer.from("<html>"), /不是PDF文件或OFD/],
  ["a PDF that breaks off", "certifyFile", async () => (await make.goodPdf()).subarray(0, 700), /不完整/],
  ["a script when it opens", "certifyFile", () => withAction("/S /JavaScript /JS (1)"), /脚本/],
  ["a script under an escaped name", "certifyFile", () => withAction("/S /J#61vaScript /JS (1)"), /脚本/],
  ["a program to start", "certifyFile", () => withAction("/S /Launch /F (cmd.exe)"), /启动程序/],
  [
    "a file inside",
    "certifyFile",
    () => make.pdfOf(catalog, make.streamOf("/Type /EmbeddedFile", Buffer.from("MZ"))),
    /附件/,
  ],
  [
    "a file inside without a type",
    "certifyFile",
    () => make.pdfOf(catalog, "<< /EF << /F 3 0 R >> >>"),
    /附件/,
  ],
  [
    "a script in a compressed object",
    "certifyFile",
    () => make.pdfOf(catalog, make.objectStream(script)),
    /脚本/,
  ],
  [
    "a script in a compressed object that breaks off",
    "certifyFile",
    () => make.pdfOf(catalog, make.objectStream(script, true)),
    /脚本/,
  ],
  ["objects behind a cipher", "certifyFile", () => make.encryptedPdf(), /加密/],
  ["a bomb", "certifyFile", () => make.pdfOf(catalog, make.bomb(80 * mebibyte)), /解压后太大/],
  ["a zip that is no OFD", "certificateFile", () => make.ofd({ "OFD.xml": "<a/>" }), /不是OFD/],
  ["an OFD with a program", "certificateFile", () => make.ofd({ "Doc_0/run.exe": "MZ" }), /不应有的文件/],
  [
    "an OFD with an entity",
    "certificateFile",
    () => make.ofd({ "Doc_0/Document.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>' }),
    /外部实体/,
  ],
  ["an OFD that is a bomb", "certificateFile", () => make.ofdBomb(80 * mebibyte), /解压后太大/],
  ["an OFD that breaks off", "certificateFile", async () => (await make.ofd()).subarray(0, 200), /损坏/],
  ["a certificate of 16 MiB", "certificateFile", () => make.pdfOfSize(16 * mebibyte), /超过10兆字节/],
];
async function opensForOperators(digest: string, message: string) {
  assert.ok(message.includes(digest));
  const kept = await openUnfitFile("值班员", digest).catch((error: Error) => error.message);
  assert.ok(typeof kept === "string" ? /太大没有保存/.test(kept) : sm3Hex(kept) === digest);
}

for (const [name, element, file, reason] of unfit)
  test(`${name}: the result counts, the person reads why it is not shown, operators have it`, async () => {
    const ipc = element === "certifyFile" ? "JD1003" : "JD1004";
    const { code, serial, entry, newest } = await result(ipc, element, await file());
    assert.equal(code, "0000");
    assert.equal(newest.state, ipc === "JD1003" ? "7" : "8");
    assert.match(newest.files[0]?.unfit ?? "", reason);
    assert.match(entry.words, reason);
    assert.match(entry.words, /不能在这里打开；办理结果不受影响.*办理机构/);
    assert.ok(!entry.words.includes("在下面"), entry.words);
    assert.equal(entry.files, undefined);
    const url = `/api/cases/${scene.caseId}/files/${newest.files[0]!.file}`;
    assert.equal((await scene.anna.get(url)).status, 404);
    assert.equal((await scene.read()).needsOperator, true);
    const [row] = await quarantined({ peer: "110000", limit: 1 });
    assert.deepEqual([row?.serial, row?.code], [serial, "0000"]);
    await opensForOperators(newest.files[0]!.file, row?.message ?? "");
    assert.match(row?.message ?? "", new RegExp(`^${ipc}\\.${element}：.*${reason.source}`));
  });
