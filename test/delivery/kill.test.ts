import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { newKeyFile, readKeys } from "../../bff/src/crypto/keys.ts";
import { useKeys } from "../../bff/src/crypto/sealed.ts";
import { attempts, cases, inbox } from "../../bff/src/exchange/collections.ts";
import type { Failpoint } from "../../bff/src/exchange/failpoint.ts";
import { startExchange } from "../../bff/src/exchange/start.ts";
import { TestPeer } from "./peer.ts";
import { depsWith, newCase, quick, readCase, settled, until } from "./portal.ts";
import { openStore, type TestStore } from "./store.ts";
import type { Order } from "./worker.ts";
import { Workers } from "./workers.ts";

const times = 20;
// A short lease, so that what a dead process held is soon anybody's.
const timing = { ...quick, lease: 1_500, leaseForPost: 300, postTimeout: 1_000 };
let store: TestStore;
let workers: Workers;
let order: Order;
let peer: TestPeer;
let deps: ReturnType<typeof depsWith>;

before(async () => {
  store = await openStore();
  const keyFile = join(store.dir, "keys");
  writeFileSync(keyFile, newKeyFile(true), { mode: 0o600 });
  const keys = readKeys(keyFile, true);
  useKeys(keys);
  deps = depsWith({ keys, timing });
  order = { uri: store.uri, keyFile, timing };
  [workers, peer] = await Promise.all([new Workers().prepare(), new TestPeer("110000").join()]);
  // The log-in and the first heartbeat are done with, so that the points are passed by applications alone.
  const exchange = startExchange(deps);
  await settled(await newCase("110000"), "DONE");
  await until(async () => peer.of("XT1001").length > 0);
  await exchange.stop();
});
after(async () => {
  workers.close();
  await peer.close();
  await store.close();
});

const points: readonly Failpoint[] = ["after-claim", "before-post", "after-post", "before-finish"];

test(`kill -9 at ${points.join(", ")}, ${times} times each: nothing lost, nothing twice with effect`, async () => {
  const made: CaseDoc[] = [];
  const deaths = points.flatMap((point) => Array.from({ length: times }, () => point));
  const warm = deaths.splice(0, 3).map((point) => workers.warm(point));
  for (let child = warm.shift(); child !== undefined; child = warm.shift()) {
    const next = deaths.shift();
    if (next !== undefined) warm.push(workers.warm(next));
    // The newest is due first, so that each death has a case of its own.
    const due = new Date(1_000_000 - made.length);
    const send = { peer: "110000", due, fence: 0, owner: null, until: null };
    made.push(await newCase("110000", { send }));
    assert.equal(await workers.run(child, order), "SIGKILL");
  }
  assert.equal(made.length, points.length * times);

  const exchange = startExchange(deps);
  try {
    await until(async () => (await cases().countDocuments({ "send.due": { $exists: true } })) === 0, 30_000);
  } finally {
    await exchange.stop();
  }
  let twice = 0;
  for (const one of made) {
    const [entry] = (await readCase(one)).outbox;
    assert.equal(entry?.st, "DONE");
    const posts = peer.of("SQ1008").filter(({ body }) => JSON.stringify(body).includes(one.businessSn));
    assert.ok(posts.length >= 1, "it arrived");
    assert.deepEqual(
      [...new Set(posts.map(({ header }) => header.SerialNum))],
      [entry?.serial],
      "as one message",
    );
    if (posts.length > 1) twice += 1;
  }
  // Those that died between POST and finish must have been sent again: else this test could not tell.
  assert.ok(twice >= times, `${twice} were sent again`);
  assert.equal(peer.logIns, 1);
});

test("every POST of a killed process was written down before it left", async () => {
  const seen = peer.of("SQ1008").length;
  assert.ok((await attempts().countDocuments({ ipc: "SQ1008", _id: { $not: /:end$/ } })) >= seen);
});

for (const point of ["after-inbox", "after-apply", "before-done"] as const)
  test(`kill -9 ${point} of a received message: it is handled without being sent again`, async () => {
    const exchange = startExchange(deps);
    const { body } = peer.open(
      (await exchange.receive(peer.message("YZ1001", { YZ1001: peer.account }), "ip")).body as Buffer,
    );
    await exchange.stop();
    const Token = body === "" ? "" : String(body.YZ1001?.token);
    const raw = peer.message("JD1004", feedback(point), { Token });
    const child = workers.warm(point);
    assert.equal(await workers.run(child, { ...order, raw: raw.toString("base64") }), "SIGKILL");
    assert.equal(await inbox().countDocuments({ st: "new" }), 1);
    const again = startExchange(deps);
    await until(async () => (await inbox().countDocuments({ st: "new" })) === 0);
    const answer = peer.open((await again.receive(raw, "ip")).body as string);
    await again.stop();
    assert.equal(answer.header.Code, "0000");
  });

function feedback(feedbackSn: string) {
  return {
    JD1004: {
      ...{
        feedbackSn,
        businessSn: "1100000002026112300000001",
        applyName: "测试甲",
        applyDate: "20261123093000",
      },
      ...{ interType: "SQ1008", telephone: "13800000000", busiState: "3", feedbackDate: "20261123103000" },
      ...{ checkName: "审查员", checkOrg: "测试机构", deptCode: "91110000000000000X" },
    },
  };
}
