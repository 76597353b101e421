import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { type Gate, type Message, open } from "./envelope.ts";
import { headerOf } from "./header.ts";
import type { Peer } from "./peers.ts";
import { type Refusal, refusalAnswer } from "./refusal.ts";
import { sealBody } from "./sealed-body.ts";
import { testPeer } from "./test-peer.ts";

const key = randomBytes(16);
const peer = testPeer({ theirKeys: [key] });
const gate: Gate = {
  peerOf: async (source) => (source === "650000" ? peer : null),
  authorize: ({ Token }) => (Token === "good" ? null : { code: "0004", message: "没有权限" }),
};

const feedback = {
  feedbackSn: "fb-1",
  businessSn: "650100001202611230000001",
  applyName: "测试人",
  applyDate: "20261123093000",
  interType: "SQ1008",
  telephone: "13800000000",
  busiState: "3",
  feedbackDate: "20261123100000",
  checkName: "测试员",
  checkOrg: "测试局",
  deptCode: "11320000MB0000000D",
};

interface Change {
  readonly header?: Readonly<Record<string, unknown>>;
  /** The plaintext Body. */
  readonly text?: string;
  readonly body?: unknown;
  readonly with?: Buffer;
  /** More members beside Header and Body. */
  readonly more?: object;
}

/** A message from 650000 as that province would seal it, with one thing changed. */
function message(change: Change = {}): Buffer {
  const text = change.text ?? JSON.stringify({ JD1004: feedback });
  const sealed = sealBody(Buffer.from(text), change.with ?? key, {
    sm4: { mode: "ecb" },
    crcOver: "plaintext",
  });
  const header = {
    ...headerOf({}),
    SerialNum: "65000020261123000000000000000003",
    SystemId: "650000",
    Source: "650000",
    Target: "999999",
    Channel: "2",
    IPCType: "JD1004",
    ReqTime: "20261123093000",
    CRC: sealed.crc,
    ReqType: "0",
    Token: "good",
    ...change.header,
  };
  return Buffer.from(
    JSON.stringify({ Header: header, Body: "body" in change ? change.body : sealed.body, ...change.more }),
  );
}

const changed = (values: object) => JSON.stringify({ JD1004: { ...feedback, ...values } });

const refusals: [name: string, raw: Buffer, status: number, code: string, says: RegExp][] = [
  ["no JSON", Buffer.from("<xml/>"), 400, "1001", /结构/],
  ["nothing", Buffer.alloc(0), 400, "1001", /结构/],
  ["no UTF-8", Buffer.concat([message(), Buffer.from([0xff])]), 400, "1001", /结构/],
  ["a list", Buffer.from("[]"), 400, "1001", /结构/],
  ["no Header", Buffer.from('{"Body":""}'), 400, "1001", /结构/],
  ["Header twice", Buffer.from('{"Header":{},"Header":{},"Body":""}'), 400, "1001", /结构/],
  ["deep nesting", Buffer.from(`{"Header":${"[".repeat(100_000)}`), 400, "1001", /结构/],
  ["more than 32 MiB", Buffer.alloc(32 * 1024 * 1024 + 1, "{"), 413, "1001", /32MB/],
  ["a member beside Header and Body", message({ more: { Sign: "" } }), 200, "0601", /Sign$/],
  ["no Body", message({ body: undefined }), 200, "1001", /Body$/],
  ["a Body in clear", message({ body: { JD1004: feedback } }), 200, "1001", /Body$/],
  ["a header element missing", message({ header: { SerialNum: "" } }), 200, "1001", /Header\.SerialNum$/],
  ["an answer instead of a request", message({ header: { ReqType: "1" } }), 200, "1001", /Header\.ReqType$/],
  ["an unknown Source", message({ header: { Source: "660000" } }), 200, "0901", /认证/],
  ["another Target", message({ header: { Target: "650000" } }), 200, "1001", /Header\.Target$/],
  ["a wrong token", message({ header: { Token: "bad" } }), 200, "0004", /权限/],
  ["an unknown interface", message({ header: { IPCType: "ZZ9999" } }), 200, "0101", /不存在/],
  [
    "an interface named as one of Object's own",
    message({ header: { IPCType: "toJSON" } }),
    200,
    "0101",
    /不存在/,
  ],
  [
    "a missing element",
    message({ text: changed({ feedbackSn: undefined }) }),
    200,
    "1001",
    /JD1004\.feedbackSn$/,
  ],
  [
    "a value too long",
    message({ text: changed({ applyName: "长".repeat(200) }) }),
    200,
    "1001",
    /JD1004\.applyName$/,
  ],
  [
    "a number for a text",
    message({ text: changed({ telephone: 13800000000 }) }),
    200,
    "1001",
    /JD1004\.telephone$/,
  ],
  [
    "an element that the table does not have",
    message({ text: changed({ extra: "1" }) }),
    200,
    "0601",
    /JD1004\.extra$/,
  ],
  ["another interface's Body", message({ text: '{"JD1002":{}}' }), 200, "0601", /JD1002$/],
  [
    "no Body where the table has elements",
    message({ body: "", header: { CRC: "" } }),
    200,
    "1001",
    /JD1004$/,
  ],
];

for (const [name, raw, status, code, says] of refusals)
  test(`nothing is believed and ${code} answered (HTTP ${status}): ${name}`, async () => {
    const refused = (await open(raw, gate)) as Refusal;
    assert.deepEqual([refused.refused, refused.status, refused.code], [true, status, code]);
    assert.match(refused.message, says);
  });

test("key, padding, CRC, base64 and JSON fail with one and the same answer", async () => {
  const raws = [
    message({ with: randomBytes(16) }),
    message({ header: { CRC: "0".repeat(64) } }),
    message({ header: { CRC: "" } }),
    message({ body: "" }),
    message({ body: "AAAA" }),
    message({ body: randomBytes(64).toString("base64") }),
    message({ body: "!".repeat(64) }),
    message({ text: '{"JD1004":' }),
    message({ text: '{"JD1004":{"a":1,"a":2}}' }),
    message({ text: '{"JD1004":{"__proto__":{"x":1}}}' }),
    message({ text: `{"JD1004":${"[".repeat(30)}${"]".repeat(30)}}` }),
    message({ text: `{"JD1004":{${Array.from({ length: 2_001 }, (_, at) => `"k${at}":1`)}}}` }),
    message({ text: "[]" }),
  ];
  const answers = new Set<string>();
  for (const raw of raws)
    answers.add(
      refusalAnswer((await open(raw, gate)) as Refusal)
        .toString()
        .replace(/"CRC":"[^"]*"/, ""),
    );
  assert.equal(answers.size, 1);
  assert.match([...answers][0]!, /"Code":"1001"/);
  assert.equal(({} as { x?: number }).x, undefined);
});

test("what is right is opened: header, peer, value and text, both root forms of a heartbeat without Body too", async () => {
  const opened = (await open(message(), gate)) as Message;
  assert.deepEqual(opened.body, { JD1004: feedback });
  assert.equal(opened.bodyText, JSON.stringify({ JD1004: feedback }));
  assert.equal(opened.peer, peer);
  for (const crc of ["", "1AB21D8355CFA17F8E61194831E81A8F22BEC8C728FEFB747ED035EB5082AA2B"]) {
    const beat = (await open(
      message({ header: { IPCType: "XT1001", CRC: crc }, body: "" }),
      gate,
    )) as Message;
    assert.deepEqual([beat.body, beat.bodyText], ["", ""]);
  }
});

test("the former key still opens while it is valid", async () => {
  const rotated: Peer = { ...peer, theirKeys: [randomBytes(16), key] };
  const opened = await open(message(), { ...gate, peerOf: async () => rotated });
  assert.equal(opened.refused, undefined);
});

test("the token is judged before anything is decrypted, with header and peer at hand", async () => {
  const calls: unknown[] = [];
  const authorize: Gate["authorize"] = async (header, of) => {
    calls.push([header.IPCType, header.Token, of]);
    return { code: "0004", message: "没有权限" };
  };
  const refused = (await open(message({ with: randomBytes(16) }), { ...gate, authorize })) as Refusal;
  assert.deepEqual(calls, [["JD1004", "good", peer]]);
  assert.equal(refused.code, "0004");
});

test("a failure of ours is answered with 9999 and kept for the log", async () => {
  const failing: Gate = { ...gate, peerOf: () => Promise.reject(new Error("store away")) };
  const refused = (await open(message(), failing)) as Refusal;
  assert.deepEqual([refused.status, refused.code, String(refused.cause)], [200, "9999", "Error: store away"]);
});

test("an answer carries what could be read of the header, never the token", async () => {
  const answer = JSON.parse(
    refusalAnswer((await open(message({ header: { Token: "secret" } }), gate)) as Refusal).toString(),
  );
  assert.equal(answer.Header.SerialNum, "65000020261123000000000000000003");
  assert.deepEqual([answer.Header.ReqType, answer.Header.Token, answer.Body], ["1", "", ""]);
  const twice = message().toString().replace('"Body"', '"Header":{"SerialNum":"7","Token":"secret"},"Body"');
  const doubtful = JSON.parse(refusalAnswer((await open(Buffer.from(twice), gate)) as Refusal).toString());
  assert.deepEqual(
    [doubtful.Header.SerialNum, doubtful.Header.Token, doubtful.Header.Code],
    ["7", "", "1001"],
  );
});
