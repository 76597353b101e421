import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { unwrapKey, wrapKey } from "../../bff/src/crypto/key-wrap.ts";
import { loadKeys } from "../../bff/src/crypto/keys.ts";
import { crypto } from "../../bff/src/crypto/provider.ts";
import { keysInUse, useKeys } from "../../bff/src/crypto/sealed.ts";
import { Peers } from "../../bff/src/exchange/peer-model.ts";
import { accountOf, checkAccount, loadPeer } from "../../bff/src/exchange/peers.ts";
import { openStore, type TestStore } from "../delivery/store.ts";
import { built } from "../support/built.ts";

let command: string;
let store: TestStore;
let dataDir: string;
const theirs = crypto.sm2.newKeyPair();
const form = { encoding: "raw", order: "C1C3C2" } as const;

before(async () => {
  command = await built("peer");
  store = await openStore();
  dataDir = join(store.dir, "data");
  mkdirSync(dataDir);
  useKeys(loadKeys({ dataDir, keyFile: null, demo: true }));
  writeFileSync(join(dataDir, "run.json"), JSON.stringify({ port: 4321, storeUri: store.uri }));
});
after(() => store.close());

/** Runs the command as `npm run peer` does, with nothing else in its environment than where the system is. */
function peer(args: string[], env: NodeJS.ProcessEnv = { DATA_DIR: dataDir }) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      [command, ...args],
      { env: { PATH: process.env.PATH, ...env } },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
    );
  });
}

async function exported(...args: string[]) {
  const { code, out, err } = await peer(["export", ...args]);
  assert.deepEqual([code, err], [0, ""]);
  return JSON.parse(out);
}

function bundleFile(change: object = {}, key = Buffer.alloc(16, 7)): string {
  const path = join(dataDir, "bundle.json");
  const bundle = {
    systemId: "650000",
    sm2PublicKey: theirs.publicKey,
    sm4Key: wrapKey(key, keysInUse().sm2.publicKey, form),
    account: { user: "portal", password: "口令" },
    url: "http://127.0.0.1:9/exchange",
    ...change,
  };
  writeFileSync(path, JSON.stringify(bundle));
  return path;
}

test("export prints a bundle with exactly the members of the protocol; a repeat has the key wrapped anew, the rest the same", async () => {
  const first = await exported("650000", theirs.publicKey);
  assert.deepEqual(Object.keys(first), ["systemId", "sm2PublicKey", "sm4Key", "account", "url"]);
  assert.equal(first.systemId, "999999");
  assert.equal(first.sm2PublicKey, keysInUse().sm2.publicKey);
  assert.equal(first.url, "http://127.0.0.1:4321/exchange");
  assert.deepEqual(Object.keys(first.account), ["user", "password"]);
  const second = await exported("650000", theirs.publicKey.toUpperCase());
  assert.notEqual(second.sm4Key, first.sm4Key);
  assert.deepEqual({ ...second, sm4Key: "" }, { ...first, sm4Key: "" });
  const keys = [first, second].map(({ sm4Key }) => unwrapKey(sm4Key, theirs.privateKey, form.order));
  assert.deepEqual(keys[0], keys[1]);
  const loaded = (await loadPeer("650000"))!;
  assert.deepEqual(loaded.ourKey, keys[0]);
  assert.ok(checkAccount(loaded, first.account.user, first.account.password));
  assert.ok(!checkAccount(loaded, first.account.user, "wrong"));
  assert.ok(!checkAccount(loaded, "wrong", first.account.password));
});

test("--rotate makes a new account and key, which a repeat then prints", async () => {
  const before = await exported("650000", theirs.publicKey);
  const rotated = await exported("650000", theirs.publicKey, "--rotate");
  assert.notEqual(rotated.account.password, before.account.password);
  const unwrapped = (bundle: { sm4Key: string }) =>
    unwrapKey(bundle.sm4Key, theirs.privateKey, form.order).toString("hex");
  assert.notEqual(unwrapped(rotated), unwrapped(before));
  const again = await exported("650000", theirs.publicKey);
  assert.deepEqual([again.account, unwrapped(again)], [rotated.account, unwrapped(rotated)]);
  const loaded = (await loadPeer("650000"))!;
  assert.equal(loaded.ourKey.toString("hex"), unwrapped(rotated));
  assert.ok(!checkAccount(loaded, before.account.user, before.account.password));
});

test("of a peer that has logged in, the former key and account hold until it has taken the new ones, or retire-old says so", async () => {
  const before = await exported("650000", theirs.publicKey);
  await Peers.updateOne({ _id: "650000" }, { $set: { incoming: { sm3: "0".repeat(64), at: new Date() } } });
  const held = (await loadPeer("650000"))!;
  const rotated = await exported("650000", theirs.publicKey, "--rotate");
  const waiting = (await loadPeer("650000"))!;
  assert.deepEqual(waiting.ourKey, held.ourKey);
  const logsIn = (peer: typeof held, { user, password }: { user: string; password: string }) =>
    checkAccount(peer, user, password);
  assert.deepEqual([logsIn(waiting, before.account), logsIn(waiting, rotated.account)], ["before", "ours"]);
  assert.deepEqual(await peer(["retire-old", "650000"]), { code: 0, out: "", err: "" });
  const retired = (await loadPeer("650000"))!;
  assert.deepEqual(retired.ourKey, unwrapKey(rotated.sm4Key, theirs.privateKey, form.order));
  assert.deepEqual([logsIn(retired, before.account), logsIn(retired, rotated.account)], [null, "ours"]);
});

test("--help says how it is called and is no error; what it does not know is named, with the same words", async () => {
  const [help, wrong] = [await peer(["--help"]), await peer(["export", "650000", "--rotates"])];
  assert.deepEqual([help.code, help.err, wrong.code, wrong.out], [0, "", 1, ""]);
  assert.match(help.out, /^npm run peer -- export <region>/);
  assert.match(wrong.err, /--rotates/);
  assert.ok(wrong.err.endsWith(help.out));
});

test("an imported bundle holds for the next message; a new key leaves the former one valid, the same one changes nothing", async () => {
  assert.deepEqual(await peer(["import", "650000", bundleFile()]), { code: 0, out: "", err: "" });
  const first = (await loadPeer("650000"))!;
  assert.deepEqual(first.theirKeys, [Buffer.alloc(16, 7)]);
  assert.equal(first.url, "http://127.0.0.1:9/exchange");
  assert.deepEqual(accountOf(first), { user: "portal", password: "口令" });
  await peer(["import", "650000", bundleFile()]);
  assert.equal((await loadPeer("650000"))!.theirKeys.length, 1);
  await peer(["import", "650000", bundleFile({}, Buffer.alloc(16, 8))]);
  assert.deepEqual((await loadPeer("650000"))!.theirKeys, [Buffer.alloc(16, 8), Buffer.alloc(16, 7)]);
  await peer(["import", "650000", bundleFile({}, Buffer.alloc(16, 9))]);
  assert.deepEqual((await loadPeer("650000"))!.theirKeys, [Buffer.alloc(16, 9), Buffer.alloc(16, 8)]);
});

test("nothing in the store shows a key or a password", async () => {
  const { account } = await exported("650000", theirs.publicKey);
  const { doc, ourKey, theirKeys } = (await loadPeer("650000"))!;
  const dump = JSON.stringify(doc);
  for (const secret of [
    account.password,
    "口令",
    ourKey.toString("hex"),
    theirKeys[0]!.toString("hex"),
    theirKeys[0]!.toString("base64"),
  ])
    assert.ok(!dump.includes(secret));
});

test("a peer elsewhere needs https, or http allowed on purpose", async () => {
  const elsewhere = { url: "http://10.1.2.3/exchange" };
  const { code, err } = await peer(["import", "650000", bundleFile(elsewhere)]);
  assert.equal(code, 1);
  assert.match(err, /must be https/);
  assert.equal((await peer(["import", "650000", bundleFile(elsewhere), "--allow-http"])).code, 0);
  assert.equal((await loadPeer("650000"))!.allowHttp, true);
});

for (const [name, args, says] of [
  ["no act", () => [], /npm run peer -- export/],
  ["an act that there is none of", () => ["delete", "650000", "x"], /npm run peer -- export/],
  ["an unknown flag", () => ["export", "650000", theirs.publicKey, "--force"], /--force/],
  ["a peer that there is not", () => ["retire-old", "640000"], /not known/],
  ["a region of five digits", () => ["export", "65000", theirs.publicKey], /six characters/],
  ["ourselves", () => ["export", "999999", theirs.publicKey], /our own/],
  ["a public key off the curve", () => ["export", "650000", `04${"1".repeat(128)}`], /not a point/],
  ["a bundle that is not there", () => ["import", "650000", "/nowhere.json"], /ENOENT/],
  ["another region's bundle", () => ["import", "640000", bundleFile()], /systemId/],
  ["a bundle without account", () => ["import", "650000", bundleFile({ account: undefined })], /account/],
  [
    "a key wrapped for somebody else",
    () => ["import", "650000", bundleFile({ sm4Key: wrapKey(Buffer.alloc(16), theirs.publicKey, form) })],
    /cannot be opened/,
  ],
  [
    "a url with credentials",
    () => ["import", "650000", bundleFile({ url: "https://a:b@c.example/" })],
    /credentials/,
  ],
] as const)
  test(`the command fails with one sentence on standard error and nothing on standard output: ${name}`, async () => {
    const { code, out, err } = await peer([...args()]);
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, says);
    assert.ok(!err.includes("    at "), "no stack");
  });

test("without a running system it says so", async () => {
  const nowhere = await peer(["export", "650000", theirs.publicKey], { DATA_DIR: join(dataDir, "none") });
  assert.deepEqual([nowhere.code, nowhere.out], [1, ""]);
  assert.match(nowhere.err, /no system runs/);
});
