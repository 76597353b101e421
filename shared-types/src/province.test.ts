import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { codeFiles, context } from "../scripts/national-context.ts";
import { todayInShanghai } from "./context.ts";
import { officeOf, openness, type ProvinceOverride, regionOfPlace } from "./province.ts";
import { requestOf } from "./requests/index.ts";

const province: ProvinceOverride = {
  region: "110000",
  name: "北京市",
  businesses: { SQ1005: { open: false }, SQ1007: { open: false, why: "系统升级，下周恢复" } },
  offices: [
    { place: "110000", office: "001", name: "市" },
    { place: "110105", office: "005", name: "朝阳" },
  ],
};

for (const [business, expected] of [
  ["SQ1008", { open: true }],
  ["SQ1005", { open: false, why: "北京市暂未开通这项业务，请到当地办事窗口办理" }],
  ["SQ1007", { open: false, why: "系统升级，下周恢复" }],
] as const)
  test(`${business} in a province that says so is ${expected.open ? "open" : "not open"}`, () => {
    assert.deepEqual(openness(province, business), expected);
  });

test("a province as a whole can be closed; one without a file is open", () => {
  assert.equal(openness({ ...province, open: false }, "SQ1008").open, false);
  assert.equal(openness(undefined, "SQ1008").open, true);
});

for (const [place, office] of [
  ["110105", "005"],
  ["110108", "001"],
  ["110000", "001"],
  ["320500", undefined],
] as const)
  test(`the office for ${place} is ${office ?? "named by nobody"}`, () => {
    assert.equal(officeOf(province, place)?.office, office);
  });

test("a place's province is its first two digits", () => {
  assert.equal(regionOfPlace("659001"), "650000");
});

for (const [utc, day] of [
  ["2026-11-22T15:59:59Z", "20261122"],
  ["2026-11-22T16:00:00Z", "20261123"],
] as const)
  test(`${utc} is ${day} in Shanghai`, () => {
    assert.equal(todayInShanghai(new Date(utc)), day);
  });

const folder = new URL("../../config/provinces/", import.meta.url);
const files = readdirSync(folder).map(
  (file) => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8"))] as [string, ProvinceOverride],
);

test("every province and the Xinjiang Corps has a file that names places, businesses and materials that exist", () => {
  const regions = new Set(context.codes.regions!.map((region) => region.code));
  const expected = [...regions].filter((code) => code.endsWith("0000")).map((code) => `${code}.json`);
  assert.deepEqual(files.map(([file]) => file).sort(), expected.sort());
  for (const [file, own] of files) {
    assert.equal(file, `${own.region}.json`);
    for (const office of own.offices ?? [])
      assert.ok(regions.has(office.place) && regionOfPlace(office.place) === own.region);
    for (const [business, override] of Object.entries(own.businesses ?? {})) {
      const types = requestOf(business)!.materials.flatMap((rule) => rule.types);
      for (const type of [...(override.dropMaterials ?? []), ...(override.sharedMaterials ?? [])])
        assert.ok(types.includes(type));
    }
  }
});

for (const [name, initials] of [
  ["重庆市", "cqs"],
  ["六安市", "las"],
  ["蔚县", "yx"],
  ["单县", "sx"],
  ["洪洞县", "htx"],
  ["宝坻区", "bdq"],
] as const)
  test(`${name} is found by ${initials}, as people there read it`, () => {
    assert.equal(context.codes.regions!.find((region) => region.name === name)?.initials, initials);
  });

for (const [name, file] of codeFiles)
  test(`config/codes/${name}.json names its source, has no code twice and no item without its parent`, () => {
    const codes = new Set(file.items.map((item) => item.code));
    assert.equal(codes.size, file.items.length);
    assert.ok(file.source.length > 5);
    if (!file.complete) assert.ok(file.note, "says what is missing");
    if (name === "regions")
      for (const item of file.items)
        assert.ok(item.parent === undefined || codes.has(item.parent), item.code);
  });
