import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { openAnswer, seal } from "./envelope.ts";
import { answerHeader, type Header, requestHeader } from "./header.ts";
import { testPeer } from "./test-peer.ts";

const key = randomBytes(16);
const peer = testPeer({ ourKey: key, theirKeys: [key] });
const login = requestHeader({ serial: "65000020261123000000000000000001", ipc: "YZ1001", target: "650000" });
const apply = { ...login, IPCType: "SQ1008" };
const done = { code: "0000", message: "成功" };
const token = { YZ1001: { token: "t" } };

async function answer(
  request: Header,
  body: Record<string, unknown> | "" = "",
  header: Partial<Header> = {},
) {
  return seal({ header: { ...answerHeader(request, done), ...header }, body }, peer);
}

test("an answer gives its code and its value", async () => {
  assert.deepEqual(await openAnswer(await answer(login, token), login, peer), { ...done, body: token });
  assert.deepEqual(await openAnswer(await answer(apply), apply, peer), { ...done, body: "" });
});

test("of any other code than 0000 the Body is not read", async () => {
  const raw = Buffer.from(
    JSON.stringify({
      Header: { ...answerHeader(apply, { code: "1001", message: "重复" }) },
      Body: "rubbish",
    }),
  );
  assert.deepEqual(await openAnswer(raw, apply, peer), { code: "1001", message: "重复", body: "" });
});

test("what a province puts into an answer without data is of no meaning", async () => {
  for (const body of [{ SQ1008: {} }, { result: "ok" }])
    assert.deepEqual(await openAnswer(await answer(apply, body), apply, peer), { ...done, body: "" });
  const bare = Buffer.from(JSON.stringify({ Header: answerHeader(apply, done) }));
  assert.deepEqual(await openAnswer(bare, apply, peer), { ...done, body: "" });
});

for (const [name, raw] of [
  ["no JSON", async () => Buffer.from("<html>")],
  ["nothing", async () => Buffer.alloc(0)],
  ["compressed bytes", async () => Buffer.from([0x1f, 0x8b, 0x08, 0x00])],
  ["no header", async () => Buffer.from('{"Body":""}')],
  ["another message's SerialNum", () => answer(login, token, { SerialNum: "1" })],
  ["another interface", () => answer(login, token, { IPCType: "XT1001" })],
  ["our own request echoed", () => seal({ header: login, body: "" }, peer)],
  ["a Code that is none", () => answer(login, token, { Code: "OK" })],
  [
    "another key",
    async () =>
      seal({ header: answerHeader(login, done), body: token }, { ...peer, ourKey: randomBytes(16) }),
  ],
  ["a log-in without its token", () => answer(login)],
  ["a token that is too long", () => answer(login, { YZ1001: { token: "t".repeat(201) } })],
] as const)
  test(`an answer that cannot be ours leaves it unknown: ${name}`, async () => {
    await assert.rejects(openAnswer(await raw(), login, peer), { name: "BadAnswer" });
  });

test("a wrong CRC leaves it unknown", async () => {
  const message = JSON.parse((await answer(login, token)).toString());
  message.Header.CRC = "0".repeat(64);
  await assert.rejects(openAnswer(Buffer.from(JSON.stringify(message)), login, peer), { name: "BadAnswer" });
});
