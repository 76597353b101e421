import assert from "node:assert/strict";
import { test } from "node:test";
import { answerHeader, type Header, headerOf, readHeader, requestHeader, shanghaiTime } from "./header.ts";

const sample: Header = {
  SerialNum: "11011520190320000000000000000001",
  SystemId: "110115",
  Source: "110115",
  Target: "999999",
  Channel: "2",
  IPCType: "XT1001",
  ReqTime: "20190320130642",
  CRC: "",
  ReqType: "0",
  Token: "",
  Code: "",
  Message: "",
};

test("a request of ours has every element, empty ones as empty texts", () => {
  const now = new Date("2026-11-22T17:00:00Z");
  assert.deepEqual(
    requestHeader({ serial: "6500…1", ipc: "SQ1008", target: "650000", token: "t", channel: "3", now }),
    {
      SerialNum: "6500…1",
      SystemId: "999999",
      Source: "999999",
      Target: "650000",
      Channel: "3",
      IPCType: "SQ1008",
      ReqTime: "20261123010000",
      CRC: "",
      ReqType: "0",
      Token: "t",
      Code: "",
      Message: "",
    },
  );
});

test("an answer is the request's header with type 1 and the code, and never repeats the token", () => {
  const answer = answerHeader(
    { ...sample, Token: "secret", CRC: "A".repeat(64) },
    { code: "0000", message: "成功" },
  );
  assert.deepEqual(answer, { ...sample, ReqType: "1", Code: "0000", Message: "成功" });
  assert.equal([...answerHeader(sample, { code: "1001", message: "字".repeat(300) }).Message].length, 256);
});

test("the requirement's sample header is read as it is, and with its optional elements left out", () => {
  assert.deepEqual(readHeader({ ...sample }), sample);
  const { CRC, Token, Code, Message, ...rest } = sample;
  assert.deepEqual(readHeader(rest), { ...sample, CRC, Token, Code, Message });
});

for (const [name, change, code, path] of [
  ["no SerialNum", { SerialNum: undefined }, "1001", "Header.SerialNum"],
  ["an empty SerialNum", { SerialNum: "" }, "1001", "Header.SerialNum"],
  ["33 characters of SerialNum", { SerialNum: "1".repeat(33) }, "1001", "Header.SerialNum"],
  ["a number for a text", { Source: 110115 }, "1001", "Header.Source"],
  ["a Source of 5", { Source: "11011" }, "1001", "Header.Source"],
  ["an object for a Target", { Target: { $ne: "" } }, "1001", "Header.Target"],
  ["an IPCType of 7", { IPCType: "XT10012" }, "1001", "Header.IPCType"],
  ["a ReqTime with letters", { ReqTime: "2019032013064x" }, "1001", "Header.ReqTime"],
  ["a ReqTime that no clock shows", { ReqTime: "20190332130642" }, "1001", "Header.ReqTime"],
  ["a CRC of 63", { CRC: "A".repeat(63) }, "1001", "Header.CRC"],
  ["a ReqType of 2 characters", { ReqType: "00" }, "1001", "Header.ReqType"],
  ["a Token of 201", { Token: "t".repeat(201) }, "1001", "Header.Token"],
  ["a Token that is null", { Token: null }, "1001", "Header.Token"],
  ["a Code of 3", { Code: "000" }, "1001", "Header.Code"],
  ["an element that table 2 does not have", { Sign: "x" }, "0601", "Header.Sign"],
] as const)
  test(`a header is refused with code and path: ${name}`, () => {
    const answered = readHeader({ ...sample, ...change });
    assert.ok("code" in answered);
    assert.equal(answered.code, code);
    assert.ok(answered.message.endsWith(`：${path}`), answered.message);
  });

test("lengths count characters, not bytes or halves of them", () => {
  assert.ok("SerialNum" in readHeader({ ...sample, Message: "𠮷".repeat(256) }));
  assert.ok("code" in readHeader({ ...sample, Message: "𠮷".repeat(257) }));
});

test("a header made of anything holds texts that fit, and nothing inherited", () => {
  const header = headerOf({ SerialNum: "1", Source: 5, Token: "x".repeat(201), Extra: "y", toString: "z" });
  assert.deepEqual(header, {
    ...Object.fromEntries(Object.keys(sample).map((name) => [name, ""])),
    SerialNum: "1",
  });
});

test("times are Shanghai's, over the change of day and year", () => {
  assert.equal(shanghaiTime(new Date("2026-12-31T15:59:59.999Z")), "20261231235959");
  assert.equal(shanghaiTime(new Date("2026-12-31T16:00:00Z")), "20270101000000");
});
