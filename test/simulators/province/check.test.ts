import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nextBusinessSn, renewal, tinyJpeg } from "../../support/sample-cases.ts";
import { checkBody } from "./check-body.ts";
import { checkConditions, checkMaterials } from "./check-conditions.ts";
import { checkBusinessSn, checkHeader, extraNames } from "./check-header.ts";

type Case = ReturnType<typeof renewal>;
const good = () => renewal(nextBusinessSn("110000"));
const faultsIn = (value: unknown, rootAsArray = false) => {
  const { values, attachments, faults } = checkBody("SQ1008", JSON.stringify({ SQ1008: value }), rootAsArray);
  const found = [
    ...faults,
    ...checkConditions("SQ1008", values),
    ...checkMaterials("SQ1008", values, attachments),
  ];
  return found.map(({ code, path }) => `${code} ${path}`);
};
const root = "SQ1008.exchangeInfo";

describe("what a province checks in a message", () => {
  it("finds nothing in a right one, in both forms of the root", () => {
    const value = good();
    assert.deepEqual(faultsIn(value), []);
    assert.deepEqual(faultsIn({ ...value, exchangeInfo: [value.exchangeInfo] }, true), []);
  });

  const rows: [string, (value: Case) => unknown, string][] = [
    [
      "a missing element",
      ({ exchangeInfo: { sex: _, ...rest }, ...more }) => ({ exchangeInfo: rest, ...more }),
      `1001 ${root}.sex`,
    ],
    ["an empty mandatory element", (value) => put(value, { address: "" }), `1001 ${root}.address`],
    [
      "an optional element left empty instead of out",
      (value) => put(value, { company: "" }),
      `1001 ${root}.company`,
    ],
    ["an element that the table has not", (value) => put(value, { colour: "red" }), `0601 ${root}.colour`],
    ["a number for a string", (value) => put(value, { sex: 1 }), `1001 ${root}.sex`],
    [
      "one character too many",
      (value) => put(value, { applyName: "长".repeat(129) }),
      `1001 ${root}.applyName`,
    ],
    [
      "a fixed length not met",
      (value) => put(value, { certificateFirstIssueDate: "2015" }),
      `1001 ${root}.certificateFirstIssueDate`,
    ],
    [
      "a day that does not exist",
      (value) => put(value, { certificateFirstIssueDate: "20150230" }),
      `1001 ${root}.certificateFirstIssueDate`,
    ],
    ["a value outside the note's list", (value) => put(value, { payment: "3" }), `1001 ${root}.payment`],
    ["an unknown sex", (value) => put(value, { sex: "5" }), `1001 ${root}.sex`],
    [
      "no receiver for a parcel",
      (value) => put(value, { payment: "1" }),
      `1001 ${root.slice(0, 6)}.receiverName`,
    ],
    [
      "a receiver without a parcel",
      (value) => put(value, { receiverName: "测试甲" }),
      "1001 SQ1008.receiverName",
    ],
    ["the root as an array", (value) => ({ ...value, exchangeInfo: [value.exchangeInfo] }), `1001 ${root}`],
    ["no attachments at all", ({ exchangeInfo }) => ({ exchangeInfo }), "1001 SQ1008.certificateInfo"],
    [
      "a material that is missing",
      (value) => ({ ...value, certificateInfo: value.certificateInfo.slice(1) }),
      "1001 SQ1008.certificateInfo",
    ],
    [
      "an attachment code that is not in B.2",
      (value) => withPicture(value, { imageType: "99" }),
      "1001 SQ1008.certificateInfo[4].imageType",
    ],
    [
      "a picture that is none",
      (value) => withPicture(value, { base64Binary: Buffer.from("text").toString("base64") }),
      "1001 SQ1008.certificateInfo[4].base64Binary",
    ],
    [
      "base64 with a line break",
      (value) => withPicture(value, { base64Binary: `${tinyJpeg}\n` }),
      "1001 SQ1008.certificateInfo[4].base64Binary",
    ],
  ];
  for (const [name, change, path] of rows)
    it(`finds ${name}`, () => assert.equal(faultsIn(change(good()))[0], path));

  it("finds a key that stands twice", () => {
    const text = JSON.stringify({ SQ1008: good() }).replace('"sex":"1"', '"sex":"1","sex":"2"');
    assert.match(checkBody("SQ1008", text, false).faults[0]!.message, /重复/);
  });

  it("is content with the list of any one kind of person", () => {
    const escort = renewal(nextBusinessSn("110000"));
    const types = ["15", "1", "2", "9", "11"].map((imageType) => ({ imageType, base64Binary: tinyJpeg }));
    assert.deepEqual(faultsIn({ ...escort, certificateInfo: types }), []);
  });

  it("asks for no material that the province looks up itself", () => {
    const without = good().certificateInfo.filter(({ imageType }) => imageType !== "6");
    assert.deepEqual(checkMaterials("SQ1007", {}, without, ["6"]), []);
    assert.equal(checkMaterials("SQ1007", {}, without).length, 1);
  });

  const numbers: [string, string, number][] = [
    ["its own region", "110101001202611230000001", 0],
    ["the portal's region", "999999000202611230000001", 0],
    ["another province", "320101001202611230000001", 1],
    ["a letter", "11010100120261123000000A", 1],
    ["a day that does not exist", "110101001202613450000001", 1],
  ];
  for (const [name, sn, count] of numbers) {
    it(`${count ? "refuses" : "takes"} a businessSn with ${name}`, () =>
      assert.equal(checkBusinessSn(sn, "110000", "x").length, count));
  }

  const header = {
    SerialNum: "11000020261123000000000000000001",
    SystemId: "999999",
    Source: "999999",
    Target: "110000",
    Channel: "1",
    IPCType: "SQ1008",
    ReqTime: "20261123093000",
    ReqType: "0",
    CRC: "A".repeat(64),
    Token: "t",
    Code: "",
    Message: "",
  };
  const headers: [string, object, string | null][] = [
    ["a right header", {}, null],
    ["a SerialNum of another region", { SerialNum: "32000020261123000000000000000001" }, "Header.SerialNum"],
    ["a SerialNum that is short", { SerialNum: "1100002026112300000001" }, "Header.SerialNum"],
    ["another target", { Target: "320000" }, "Header.Target"],
    ["the window's channel", { Channel: "2" }, "Header.Channel"],
    ["an answer's flag", { ReqType: "1" }, "Header.ReqType"],
    ["a moment that does not exist", { ReqTime: "20261123256000" }, "Header.ReqTime"],
    ["something extra", { Extra: "1" }, "Header.Extra"],
  ];
  for (const [name, change, path] of headers) {
    it(`${path ? "finds" : "finds nothing in"} ${name}`, () => {
      const changed = { ...header, ...change };
      assert.equal(checkHeader(changed, "110000", extraNames(changed))[0]?.path ?? null, path);
    });
  }
});

const put = (value: Case, change: object) => ({
  ...value,
  exchangeInfo: { ...value.exchangeInfo, ...change },
});
const withPicture = (value: Case, change: object) => ({
  ...value,
  certificateInfo: [...value.certificateInfo, { imageType: "28", base64Binary: tinyJpeg, ...change }],
});
