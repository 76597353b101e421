import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError, contextOf, loadConfig, watchConfig } from "./config.ts";
import { makeLog } from "./log.ts";

const shipped = new URL("../../config", import.meta.url).pathname;
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "config-"));
  for (const folder of ["codes", "provinces"]) mkdirSync(join(dir, folder));
});
afterEach(() => rmSync(dir, { recursive: true }));

const write = (file: string, value: unknown) =>
  writeFileSync(join(dir, file), typeof value === "string" ? value : JSON.stringify(value));
const province = { region: "110000", name: "北京市" };
const list = { source: "GB/T 2261.1", complete: true, items: [{ code: "1", name: "男" }] };

test("the configuration that is shipped is right", async () => {
  const config = await loadConfig(shipped);
  assert.ok(config.provinces.size >= 31);
  assert.ok((config.codes.regions?.length ?? 0) > 3_000);
});

test("a province without a file is as everywhere", async () => {
  write("provinces/110000.json", province);
  const config = await loadConfig(dir);
  const now = new Date("2026-03-01T17:00:00Z");
  assert.equal(contextOf(config, "110000", now).province?.name, "北京市");
  assert.equal(contextOf(config, "650000", now).province, undefined);
  assert.equal(contextOf(config, undefined, now).today, "20260302");
});

const faults: readonly [file: string, value: unknown, words: RegExp][] = [
  ["provinces/110000.json", "{", /110000\.json.*not JSON/],
  ["provinces/110000.json", '{"region":"110000","name":"a","name":"b"}', /110000\.json.*name/],
  ["provinces/110000.json", { ...province, open: "yes" }, /110000\.json, \/open: 应为 true 或 false/],
  ["provinces/110000.json", { ...province, colour: 1 }, /110000\.json, \/colour/],
  ["provinces/120000.json", province, /120000\.json, \/region: 应为120000/],
  ["provinces/110000.json", { ...province, dialect: { sm4: { mode: "gcm" } } }, /\/dialect\/sm4\/mode/],
  [
    "provinces/110000.json",
    { ...province, offices: [{ place: "110105", office: "1", name: "x" }] },
    /\/offices\/0\/office/,
  ],
  [
    "provinces/110000.json",
    { ...province, offices: [{ place: "320500", office: "001", name: "x" }] },
    /\/offices\/0\/place: 320500不在本省/,
  ],
  [
    "provinces/110000.json",
    { ...province, businesses: { SQ9999: {} } },
    /\/businesses\/SQ9999: 没有这项业务/,
  ],
  [
    "provinces/110000.json",
    { ...province, businesses: { SQ1008: { dropMaterials: ["52"] } } },
    /\/businesses\/SQ1008\/dropMaterials: 这项业务不要求材料52/,
  ],
  [
    "provinces/110000.json",
    { ...province, businesses: { SQ1008: { dropMaterials: ["9"], sharedMaterials: ["9"] } } },
    /\/sharedMaterials: 材料9已写明不再要求/,
  ],
  ["provinces/110000.json", { ...province, businesses: { SQ1008: { days: 400 } } }, /\/days: 不能大于365/],
  ["provinces/110000.json", { ...province, dialect: { sm4: { mode: "cbc" } } }, /\/sm4\/iv: cbc 模式要写明/],
  ["provinces/110000.json", { ...province, codes: { planets: [] } }, /\/codes\/planets: 没有这个代码表/],
  ["codes/sex.json", { ...list, source: "" }, /sex\.json, \/source/],
  ["codes/sex.json", { ...list, items: [{ name: "男" }] }, /sex\.json, \/items\/0\/code/],
  ["codes/sex.json", { ...list, items: [...list.items, ...list.items] }, /代码1写了两次/],
];

describe("a file that cannot be used is named with key and reason", () => {
  for (const [file, value, words] of faults)
    test(`${file}: ${words.source}`, async () => {
      write(file, value);
      await assert.rejects(
        loadConfig(dir),
        (error) => error instanceof ConfigError && words.test(error.message),
      );
    });
});

test("a change holds without a restart; a faulty one is logged and left out until it is mended", async () => {
  write("provinces/110000.json", province);
  const lines: string[] = [];
  const watched = await watchConfig(
    dir,
    makeLog("info", (line) => lines.push(line)),
    10,
  );
  const until = async (holds: () => boolean) => {
    for (let tries = 0; !holds() && tries < 500; tries += 1) await sleep(10);
    assert.ok(holds());
  };
  try {
    write("provinces/320000.json", { region: "320000", name: "江苏省" });
    await until(() => watched.current().provinces.has("320000"));
    write("provinces/320000.json", "{ broken");
    await until(() => lines.some((line) => line.includes("not taken over")));
    assert.equal(watched.current().provinces.get("320000")?.name, "江苏省");
    assert.match(watched.current().trouble ?? "", /320000\.json/);
    write("provinces/320000.json", { region: "320000", name: "江苏省", open: false });
    await until(() => watched.current().provinces.get("320000")?.open === false);
    assert.equal(watched.current().trouble, undefined);
  } finally {
    watched.stop();
  }
});

test("a copy of the shipped files can be changed as a whole", async () => {
  cpSync(shipped, dir, { recursive: true });
  assert.equal((await loadConfig(dir)).provinces.size, (await loadConfig(shipped)).provinces.size);
});
