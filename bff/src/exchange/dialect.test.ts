import assert from "node:assert/strict";
import { test } from "node:test";
import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { dialectFaults, dialectOf, nationalDialect } from "./dialect.ts";
import { dressBody, jitter } from "./dialect-body.ts";

test("an override changes what it names, the last one wins, the rest is national", () => {
  assert.deepEqual(dialectOf(undefined, null, {}), nationalDialect);
  const dialect = dialectOf(
    { rootAsArray: true, crcOver: "base64", sm2: { encoding: "der" } },
    { crcOver: "ciphertext" },
  );
  assert.deepEqual(dialect, {
    ...nationalDialect,
    rootAsArray: true,
    crcOver: "ciphertext",
    sm2: { encoding: "der", order: "C1C3C2" },
  });
});

for (const override of [
  { rootAsArray: "yes" },
  { sm4: { mode: "cbc" } },
  { sm4: { mode: "cbc", iv: "00" } },
  { sm4: { mode: "ecb", iv: "00".repeat(16) } },
  { sm4: null },
  { sm2: { encoding: "pem" } },
  { accept: ["everything"] },
  { alreadyHave: [{ code: 1001, text: "重复" }] },
  { retry: 3 },
  { toString: 1 },
])
  test(`a dialect is refused by its key: ${JSON.stringify(override)}`, () => {
    const [fault, ...more] = dialectFaults(override);
    assert.equal(more.length, 0);
    assert.match(fault!, new RegExp(`^dialect\\.${Object.keys(override)[0]}: `));
  });

test("every setting of the national dialect passes its own check", () => {
  assert.deepEqual(dialectFaults({ ...nationalDialect }), []);
  assert.deepEqual(
    dialectFaults({ sm4: { mode: "cbc", iv: "0A".repeat(16) }, sm2: { order: "C1C2C3" } }),
    [],
  );
});

const plain = {
  SQ1004: { cancelCertificateInfo: { businessSn: "1", cancelType: "2" }, certificateInfo: [] },
};

for (const [name, override, expected] of [
  ["national: unchanged", {}, plain.SQ1004],
  [
    "root as an array, groups that are lists stay",
    { rootAsArray: true },
    { cancelCertificateInfo: [{ businessSn: "1", cancelType: "2" }], certificateInfo: [] },
  ],
  [
    "empty group left out",
    { emptyGroup: "omit" },
    { cancelCertificateInfo: { businessSn: "1", cancelType: "2" } },
  ],
  [
    "empty group as one empty item",
    { emptyGroup: "item" },
    {
      cancelCertificateInfo: { businessSn: "1", cancelType: "2" },
      certificateInfo: [{ imageType: "", base64Binary: "" }],
    },
  ],
  [
    "one-digit values of F2 lists padded",
    { twoDigits: "padded" },
    { cancelCertificateInfo: { businessSn: "1", cancelType: "02" }, certificateInfo: [] },
  ],
] as const)
  test(`a body is dressed for its peer: ${name}`, () => {
    const before = structuredClone(plain);
    assert.deepEqual(dressBody(plain, "request", dialectOf(override)), { SQ1004: expected });
    assert.deepEqual(plain, before, "the body itself is left alone");
  });

test("a group inside the root stays an object, and bodies without a root stay as they are", () => {
  const nested = {
    SQ1011: {
      repairBusinessRecordInfo: { repairRecordRegisterInfo: { a: "1" } },
      certificateInfo: [{ imageType: "1" }],
    },
  };
  assert.deepEqual(dressBody(nested, "request", dialectOf({ rootAsArray: true })), {
    SQ1011: {
      repairBusinessRecordInfo: [{ repairRecordRegisterInfo: { a: "1" } }],
      certificateInfo: [{ imageType: "1" }],
    },
  });
  const flat = { QX1001: { businessSn: "1", cancelReason: "2" } };
  assert.deepEqual(dressBody(flat, "request", dialectOf({ rootAsArray: true, twoDigits: "padded" })), flat);
  assert.ok(
    interfaces.SQ1004.request.some((element) => element.name === "cancelType" && "padded" in element),
  );
});

test("blanks between tokens leave the same JSON and never give the same text twice", () => {
  const value = { a: 'x "{,}:[] \\', b: [1, -2.5e3, true, null, "", {}], 中: [[]] };
  const texts = Array.from({ length: 50 }, () => jitter(JSON.stringify(value)));
  for (const text of texts) assert.deepEqual(JSON.parse(text), value);
  assert.equal(new Set(texts).size, 50);
});

test("blanks go through a text of megabytes", () => {
  const value = { photo: "A".repeat(3_000_000), end: "x" };
  assert.deepEqual(JSON.parse(jitter(JSON.stringify(value))), value);
});
