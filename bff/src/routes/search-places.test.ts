import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { searchPlaces } from "./search-places.ts";

const file = new URL("../../../config/codes/regions.json", import.meta.url);
const regions = JSON.parse(readFileSync(file, "utf8")).items;

const rows: readonly [text: string, name: string][] = [
  ["北京市", "北京市"],
  ["朝阳", "北京市朝阳区"],
  ["北京朝阳", "北京市朝阳区"],
  ["辽宁朝阳", "辽宁省朝阳市"],
  ["昌平", "北京市昌平区"],
  [" 石 景山", "北京市石景山区"],
  ["SJS", "北京市石景山区"],
  ["szs", "江苏省苏州市"],
];
for (const [text, name] of rows)
  test(`${text} finds ${name}`, () => {
    const found = searchPlaces(regions, text).map((one) => one.name);
    assert.ok(found.includes(name), found.join());
  });

for (const text of ["", " ", "没有这个地方", "zzzzz", ".*", "京北"])
  test(`"${text}" finds nothing`, () => assert.deepEqual(searchPlaces(regions, text), []));

test("never more than twenty", () => assert.equal(searchPlaces(regions, "县").length, 20));
