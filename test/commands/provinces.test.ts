import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { built } from "../support/built.ts";

const root = new URL("../../", import.meta.url).pathname;
let command: string;
let dir: string;
before(async () => {
  command = await built("provinces");
  dir = mkdtempSync(join(tmpdir(), "provinces-"));
  cpSync(join(root, "config"), dir, { recursive: true });
});
after(() => rmSync(dir, { recursive: true, force: true }));

/** The command as an operator runs it. */
function provinces(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, CONFIG_DIR: dir };
  return new Promise((resolve) =>
    execFile(process.execPath, [command, ...args], { cwd: root, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    ),
  );
}

test("diff says in words what a province does differently, and that another one does nothing so", async () => {
  const file = join(dir, "provinces/120000.json");
  const businesses = { SQ1008: { days: 3 }, SQ1005: { open: false, why: "系统升级" } };
  writeFileSync(file, JSON.stringify({ region: "120000", name: "天津市", businesses }));
  const { code, out } = await provinces("diff", "120000");
  assert.equal(code, 0);
  assert.deepEqual(out.trim().split("\n"), [
    "天津市（120000）",
    "  - 从业资格证换发（SQ1008）：承诺受理后3个工作日内办结",
    "  - 普通货运驾驶员从业资格申请（SQ1005）：不开通，原因：系统升级",
  ]);
  assert.match((await provinces("diff", "130000")).out, /河北省（130000）\n {2}与全国通用规定相同/);
  const { out: list } = await provinces("list");
  assert.match(list, /^120000 天津市：1项业务未开通，2处不同$/m);
  assert.equal(list.trim().split("\n").length, 32);
});

test("check names every fault with file, place and reason, and ends in 1", async () => {
  assert.deepEqual(
    { ...(await provinces("check")), err: "" },
    { code: 0, out: "32个省的文件和全部代码表没有问题\n", err: "" },
  );
  writeFileSync(
    join(dir, "provinces/130000.json"),
    JSON.stringify({ region: "130000", name: "河北省", open: 1 }),
  );
  writeFileSync(join(dir, "provinces/140000.json"), "{");
  const { code, err } = await provinces("check");
  assert.equal(code, 1);
  assert.match(err, /130000\.json, \/open: 应为 true 或 false/);
  assert.match(err, /140000\.json: 不能读取/);
  assert.match(err, /共2处问题/);
});

test("what it does not know, it answers with how to use it", async () => {
  for (const args of [[], ["sort"], ["diff", "北京"], ["list", "110000"], ["diff", "110000", "120000"]])
    assert.match((await provinces(...args)).err, /npm run provinces -- list/);
  assert.match((await provinces("diff", "999999")).err, /没有可用的 999999\.json/);
});
