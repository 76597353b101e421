// A province that takes everything and never says another word: what it owes is found, and its records are compared.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cases } from "../../bff/src/exchange/collections.ts";
import { reconcile } from "../../bff/src/operations/reconcile.ts";
import { rowsOf, toCsv } from "../../bff/src/operations/reconciliation-file.ts";
import { twoHalves } from "../support/pictures.ts";
import { renewal } from "../support/test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "../support/test-portal.ts";
import { TestPeer } from "./peer.ts";
import { until } from "./portal.ts";

const region = "110000";
const folder = mkdtempSync(join(tmpdir(), "compare-"));
let portal: TestPortal;
let peer: TestPeer;
let anna: Person;

before(async () => {
  portal = await startTestPortal({ DATA_DIR: folder });
  peer = await new TestPeer(region).join();
  anna = await portal.signIn();
});
after(async () => {
  await peer.close();
  await portal.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function delivered(): Promise<string> {
  const { json } = await anna.send("POST", "/api/applications", await renewal(anna));
  await until(async () => (await cases().findOne({ _id: json.caseId }))?.outbox[0]?.st === "DONE");
  return json.caseId;
}

async function ask(request: string, answers: object, more: object = {}): Promise<void> {
  const body = { submitId: randomUUID(), request, answers, attachments: [], ...more };
  const { status, json } = await anna.send("POST", "/api/requests", body);
  assert.equal(status, 201, JSON.stringify(json));
}

test("withdrawal, rollback, verification, complaint and application that are never answered show up", async () => {
  const photo = (await anna.upload(await twoHalves(64, 48, "jpeg"))).json.id;
  const photos = (...types: string[]) => ({
    attachments: types.map((imageType) => ({ imageType, attachment: photo })),
  });
  await ask("QX1001", { cancelReason: "材料拍错了" }, { caseId: await delivered() });
  const undone = { caseId: await delivered(), ...photos("1", "2", "25") };
  await ask("HT1001", { rollBackReason: "不是我办的" }, undone);
  const wrong = { certificateType: "1", certificateId: "110101197001019918", checkDetail: "姓名不对" };
  await ask("HS1001", { place: "110105", ...wrong }, photos("95"));
  const about = { about: "other", place: "110105", interType: "SQ1008" };
  await ask("PJ1003", { ...about, subject: "太慢", content: "办了很久", named: "no" });
  await until(async () => (await cases().countDocuments({ "send.due": { $exists: true } })) === 0);

  const owed = async (days: number) => {
    const found = await reconcile(() => 5, new Date(Date.now() + days * 86_400_000), { region });
    return found
      .filter(({ kind }) => kind !== "noHeartbeat")
      .map(({ kind, ipc }) => `${ipc} ${kind}`)
      .sort();
  };
  assert.deepEqual(await owed(1), []);
  assert.deepEqual(await owed(6), ["QX1001 neverAnswered"]);
  const all = ["HS1001", "HT1001", "PJ1003", "QX1001"].map((ipc) => `${ipc} neverAnswered`);
  assert.deepEqual(await owed(40), [...all, "SQ1008 pastPromise", "SQ1008 pastPromise"]);
});

test("a province compares its own record of the day with ours by one command", async () => {
  const day = peer.of("SQ1008")[0]!.header.SerialNum!.slice(6, 14);
  const ours = join(folder, "ours.csv");
  writeFileSync(ours, toCsv(await rowsOf(region, day)));
  // What it wrote down itself, in a form of its own: other columns, in another order.
  const written = peer.received.filter(({ header }) => !["YZ1001", "XT1001"].includes(header.IPCType!));
  const lines = written.map(({ header: { CRC, IPCType, SerialNum } }) => `${IPCType},${CRC},${SerialNum}`);
  const theirs = join(folder, "theirs.csv");
  const compare = async (rows: string[]) => {
    writeFileSync(theirs, ["IPCType,SM3,SerialNum", ...rows].join("\n"));
    return command("compare", ours, theirs);
  };
  assert.deepEqual(await compare(lines), { code: 0, out: "0 处不同。\n" });
  const { code, out } = await compare(lines.slice(1));
  assert.equal(code, 2);
  assert.match(out, new RegExp(`^${lines[0]!.split(",")[2]} .*：只有我方有（confirmed）\n1 处不同。`));
});

test("a number of our form that is not ours is settled by command, once, and stands among the settled", async () => {
  const { businessSn } = (await cases().findOneAndUpdate(
    { business: "SQ1008" },
    { $set: { origin: "window" } },
  ))!;
  const listed = await command("reconcile", "--number", businessSn);
  assert.match(listed.out, /notOurs：.*\n {2}建议：.*登记来源.*\n.*\n1 处需要核对。\n$/);
  const [finding = ""] = listed.out.split("\n");
  const settle = (...more: string[]) => command("settle-finding", finding, ...more);
  assert.equal((await settle()).code, 1);
  const told = ["--reason", "对方窗口补录的办件", "--as", "乙"];
  const first = await settle(...told);
  assert.match(first.out, /^已登记。\n.*已登记：\d{4}-[^\n]* 乙：对方窗口补录的办件\n$/s);
  const second = await settle(...told);
  assert.deepEqual(
    [first.code, second.code, second.out.split("\n")[0]],
    [0, 2, "没有改动：这一处已登记过。"],
  );
  assert.equal((await command("reconcile", "--number", businessSn)).out, "0 处需要核对。\n");
  assert.match((await command("reconcile", "--number", businessSn, "--all")).out, /乙：.*\n0 处需要核对。/);
});

function command(...args: string[]): Promise<{ code: number; out: string }> {
  const file = ["--import", "tsx", "bff/src/cli/operations.ts", ...args];
  const env = { ...process.env, MONGODB_URI: portal.store.uri, DATA_DIR: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, file, { env }, (error, out) =>
      resolve({ code: error ? Number(error.code) : 0, out }),
    );
  });
}
