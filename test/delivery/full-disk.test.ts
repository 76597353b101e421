import assert from "node:assert/strict";
import { test } from "node:test";
import { Cases } from "../../bff/src/cases/model.ts";
import { Sessions } from "../../bff/src/identity/models.ts";
import { migrate } from "../../bff/src/store/indexes.ts";
import { removeFolder, startStore, temporaryFolder } from "../store/support/server.ts";
import { twoHalves } from "../support/pictures.ts";
import { renewal } from "../support/test-application.ts";
import { startTestPortal } from "../support/test-portal.ts";
import { noTinyDisk, tinyDisk } from "../support/tiny-disk.ts";

// It needs a store of its own on a disk of its own: an outside server has no such test.
if (noTinyDisk === undefined && !process.env.TEST_MONGODB_URI)
  test("with the store's disk full nothing is said to be taken, what is there is shown, and with room all goes on", async () => {
    const dir = await temporaryFolder();
    const disk = await tinyDisk(dir, 48);
    const store = await startStore(dir, {}, [], disk.within);
    const close = () => store.kill();
    const portal = await startTestPortal({}, async () => ({ uri: `${store.uri}/full`, close }));
    try {
      const anna = await portal.signIn();
      const first = await anna.send("POST", "/api/applications", await renewal(anna));
      assert.equal(first.status, 201);
      const application = await renewal(anna);
      const draft = { ...application, submitId: undefined, step: 3, version: 0 };
      // A session that is to be written again, as after minutes of reading.
      await Sessions.updateMany({}, { $set: { seenAt: new Date(Date.now() - 5 * 60_000) } });
      assert.deepEqual((await anna.get("/health")).json, { status: "ok" });
      disk.fill();
      for (const [what, reply] of Object.entries({
        submit: await anna.send("POST", "/api/applications", application),
        draft: await anna.send("PUT", `/api/drafts/${application.submitId}`, draft),
        upload: await anna.upload(await twoHalves(64, 64, "jpeg")),
        // Looking at a case is an act that is written down before it is shown.
        case: await anna.get(`/api/cases/${first.json.caseId}`),
      })) {
        assert.equal(reply.status, 503, `${what}: ${reply.status} ${reply.bytes}`);
        assert.match(reply.json.error.message, /暂时无法保存.*尚未提交成功|稍后重试/, what);
        assert.ok(reply.headers.get("retry-after"), what);
      }
      await migrate(); // all indexes are there: an instance can be started meanwhile
      const list = await anna.get("/api/cases");
      assert.equal(list.status, 200, String(list.bytes));
      assert.deepEqual(
        list.json.cases.map(({ businessSn }: { businessSn: string }) => businessSn),
        [first.json.businessSn],
      );
      assert.equal(await Cases.countDocuments({}), 1);
      assert.deepEqual((await anna.get("/health")).json, { status: "ok", writes: "refused" });
      disk.free();
      assert.deepEqual((await anna.get("/health")).json, { status: "ok" });
      const again = await anna.send("POST", "/api/applications", application);
      assert.equal(again.status, 201, String(again.bytes));
      assert.equal((await anna.get(`/api/cases/${again.json.caseId}`)).status, 200);
      assert.equal((await anna.upload(await twoHalves(64, 64, "jpeg"))).status, 201);
    } finally {
      await portal.stop();
      await disk.close();
      await removeFolder(dir);
    }
  });
else if (noTinyDisk !== undefined) console.log(`full-disk.test.ts: not tried: ${noTinyDisk}`);
