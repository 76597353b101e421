import assert from "node:assert/strict";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { after, before, describe, test } from "node:test";
import type { Context } from "koa";
import { hugePng, jpegPhoto, twoHalves, withExif } from "../../../test/support/pictures.ts";
import { type Person, startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { Attachments, Files } from "./models.ts";
import { readUpload } from "./upload.ts";

let portal: TestPortal;
let anna: Person;
before(async () => {
  portal = await startTestPortal();
  anna = await portal.signIn();
});
after(() => portal?.stop());

const headers = () => ({ Cookie: `session=${anna.token}`, "X-Requested-With": "portal" });

test("a photo is taken, and its owner gets it back as a file of ours without metadata", async () => {
  const { status, json } = await anna.upload(withExif(await twoHalves(64, 48, "jpeg"), 6, "secret place"));
  assert.equal(status, 201);
  assert.deepEqual([json.width, json.height], [48, 64]);
  const { headers, bytes } = await anna.get(json.url);
  assert.equal(headers.get("content-type"), "image/jpeg");
  assert.match(headers.get("content-disposition") ?? "", /^attachment; filename="file\.jpg"$/);
  assert.match(headers.get("content-security-policy") ?? "", /sandbox/);
  assert.equal(bytes.length, json.bytes);
  assert.equal(bytes.includes("secret place"), false);
});

test("the same photo is stored once, sealed, under two ids", async () => {
  const photo = await jpegPhoto(120, 80);
  const before = await Files.countDocuments();
  const [one, two] = [(await anna.upload(photo)).json, (await anna.upload(photo)).json];
  assert.notEqual(one.id, two.id);
  assert.equal((await Files.countDocuments()) - before, 1);
  const { file } = await Attachments.findById(one.id).orFail().lean();
  const stored = await Files.findById(file).orFail();
  assert.equal(stored.content.includes(Buffer.from("ffd8ff", "hex")), false);
});

const truncated = async () => (await jpegPhoto(200, 150)).subarray(0, 3_000);
const refusals: readonly [what: string, bytes: () => Promise<Buffer> | Buffer, words: RegExp][] = [
  ["30 MB", () => Buffer.alloc(30_000_000, 0x41), /1 MB.*压缩/],
  ["one byte too many", () => Buffer.alloc(1_048_577), /1 MB.*压缩/],
  ["0 bytes", () => Buffer.alloc(0), /空的/],
  ["text named .jpg", () => Buffer.from("hello"), /不是照片/],
  ["a truncated JPEG", truncated, /不完整.*重新拍摄/],
  ["14 000² pixels", () => hugePng(14_000, 14_000), /尺寸太大/],
  ["HEIC", () => Buffer.from("\0\0\0\u0018ftypheic\0\0\0\0", "latin1"), /HEIC/],
];

describe("what cannot be used is refused with a sentence that says what to do", () => {
  for (const [what, bytes, words] of refusals)
    test(what, async () => {
      const { status, json } = await anna.upload(await bytes());
      assert.equal(status, 422);
      assert.equal(json.error.code, "badPhoto");
      assert.match(json.error.message, words);
    });

  test("a name that is a path means nothing", async () => {
    for (const name of ["../../etc/passwd", "a\r\nX: y.jpg", "a\0.jpg"])
      assert.equal((await anna.upload(await twoHalves(16, 16, "jpeg"), name)).status, 201);
  });

  const part = (name: string, file: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\nx\r\n`;
  const file = '; filename="a.jpg"';
  for (const [what, body] of [
    ["two files", `${part("file", file)}${part("file", file)}--b--\r\n`],
    ["a field of another name", `${part("photo", file)}--b--\r\n`],
    ["a text field", `${part("file", "")}--b--\r\n`],
    ["no part", "--b--\r\n"],
    ["a form that breaks off", part("file", file)],
    ["no form at all", "garbage"],
  ] as const)
    test(`a form with ${what}`, async () => {
      const type = { "Content-Type": "multipart/form-data; boundary=b" };
      const { status } = await portal.request("POST", "/api/attachments", {
        headers: { ...headers(), ...type },
        body,
      });
      assert.ok(status === 400 || status === 422, String(status));
    });

  test("a body that is no form", async () => {
    const type = { "Content-Type": "image/jpeg" };
    const { status } = await portal.request("POST", "/api/attachments", {
      headers: { ...headers(), ...type },
      body: "x",
    });
    assert.equal(status, 415);
  });
});

test("senders that break off leave nothing behind, and the next photo is taken", async () => {
  const before = await Files.countDocuments();
  const { port } = new URL(portal.url);
  const lines = Object.entries({
    ...headers(),
    Host: "x",
    "Content-Type": "multipart/form-data; boundary=b",
    "Content-Length": "900000",
  });
  const head = `POST /api/attachments HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const start = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
  for (let round = 0; round < 100; round += 1)
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.on("error", reject).on("close", () => resolve());
      socket.write(`${head}${start}${"x".repeat(20_000)}`, () => socket.destroy());
    });
  assert.equal((await anna.upload(await twoHalves(26, 26, "png"))).status, 201);
  assert.equal((await Files.countDocuments()) - before, 1);
});

test("memory stays flat under a flood of what is refused", async () => {
  const flood = hugePng(14_000, 14_000);
  const large = Buffer.alloc(20_000_000, 0x41);
  const round = () => Promise.all([anna.upload(flood), anna.upload(flood), anna.upload(large)]);
  await round();
  global.gc?.();
  const before = process.memoryUsage().rss;
  for (let times = 0; times < 5; times += 1) await round();
  // Five rounds held in memory would be 300 MB at the sender alone; decoded pictures 4 GB.
  assert.ok(process.memoryUsage().rss - before < 250_000_000);
});

test("a sender who broke off before anybody read is refused, not waited for", {
  timeout: 30_000,
}, async (t) => {
  const outcome = new Promise<unknown>((resolve) => {
    const server = createServer(async (req) => {
      await new Promise((resolve) => req.on("error", () => {}).once("close", resolve));
      const type = "multipart/form-data; boundary=b";
      const ctx = { req, get: () => "", is: () => type } as unknown as Context;
      readUpload(ctx).then(resolve, resolve);
    });
    t.after(() => server.close());
    server.listen(0, "127.0.0.1", () => {
      const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
      socket.write(
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9\r\n\r\n--b",
        () => setTimeout(() => socket.destroy(), 20),
      );
    });
  });
  assert.equal(((await outcome) as { code?: string }).code, "badRequest");
});
