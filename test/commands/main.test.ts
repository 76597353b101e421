import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { built } from "../support/built.ts";
import { openTestStore, type TestStore } from "../support/test-store.ts";

const config = new URL("../../config", import.meta.url).pathname;
let main: string;
let dir: string;
let store: TestStore;
before(async () => {
  main = await built("main");
  dir = mkdtempSync(join(tmpdir(), "main-"));
  store = await openTestStore();
});
after(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly output: { out: string; err: string };
  readonly exited: Promise<number | null>;
}

function start(env: Record<string, string>): Run {
  const usual = { MONGODB_URI: store.uri, DATA_DIR: dir, CONFIG_DIR: config, DEMO: "1", PORT: "0" };
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...usual, ...env },
  });
  const output = { out: "", err: "" };
  child.stdout.on("data", (text) => (output.out += text));
  child.stderr.on("data", (text) => (output.err += text));
  return { child, output, exited: new Promise((resolve) => child.once("exit", (code) => resolve(code))) };
}

async function listening({ child, output, exited }: Run): Promise<string> {
  const line = new Promise<string>((resolve) =>
    child.stdout!.on("data", () => {
      const url = /^listening (\S+)$/m.exec(output.out)?.[1];
      if (url) resolve(url);
    }),
  );
  return Promise.race([line, exited.then((code) => assert.fail(`ended with ${code}: ${output.err}`))]);
}

test("it says where it listens, is healthy, and ends in order when told to", async () => {
  const run = start({});
  const url = await listening(run);
  const health = await fetch(`${url}/health`);
  assert.deepEqual([health.status, await health.json()], [200, { status: "ok" }]);
  // A connection that stands idle, as browsers keep them, holds nothing up.
  const idle = connect(Number(new URL(url).port), "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", resolve));
  run.child.kill("SIGTERM");
  assert.equal(await run.exited, 0);
  idle.destroy();
});

test("it is not healthy before the file is there that whoever started it names", async () => {
  const READY_FILE = join(dir, "ready");
  const run = start({ READY_FILE });
  const url = await listening(run);
  assert.equal((await fetch(`${url}/health`)).status, 503);
  writeFileSync(READY_FILE, "");
  assert.equal((await fetch(`${url}/health`)).status, 200);
  run.child.kill("SIGTERM");
  assert.equal(await run.exited, 0);
});

// Each ends by itself before it has touched anything, so they need not wait for each other.
describe("it does not start", { concurrency: true }, () => {
  test("on a taken port, and says so in one clear sentence", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const run = start({ PORT: String(port) });
    assert.equal(await run.exited, 1);
    assert.equal(run.output.err, `PORT: ${port} is already in use, choose another one\n`);
    other.close();
  });

  test("with an unreadable configuration file, which it names with its reason", async () => {
    mkdirSync(join(dir, "bad/provinces"), { recursive: true });
    writeFileSync(join(dir, "bad/provinces/110000.json"), '{"region": "110000"}');
    const run = start({ CONFIG_DIR: join(dir, "bad") });
    assert.equal(await run.exited, 1);
    assert.match(run.output.err, /provinces\/110000\.json, \/name: /);
  });

  test("outside of the demonstration without keys of its own", async () => {
    const run = start({ DEMO: "0" });
    assert.equal(await run.exited, 1);
    assert.match(run.output.err, /KEY_FILE/);
  });

  test("with a store that is away, in one sentence too", async () => {
    const run = start({ MONGODB_URI: "mongodb://127.0.0.1:9/portal" });
    assert.equal(await run.exited, 1);
    assert.match(run.output.err, /MONGODB_URI/);
  });
});
