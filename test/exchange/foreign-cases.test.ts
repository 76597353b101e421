// What one province says or asks about a case of another: every province against every other.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { materialsZip } from "../../bff/src/attachments/zip.ts";
import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { recordFeedback } from "../../bff/src/cases/record-feedback.ts";
import { cases } from "../../bff/src/exchange/collections.ts";
import { handlers } from "../../bff/src/exchange/handlers/index.ts";
import { provinceFiles } from "../../shared-types/scripts/national-context.ts";
import { newCase } from "../delivery/portal.ts";
import { openStore, type TestStore } from "../delivery/store.ts";

const regions = provinceFiles.map(({ region }) => region);
/** Everything that goes through the inbox and names a case. */
const telling = Object.keys(handlers).filter((ipc) => /^(JD|QX|HT|HS|PJ)/.test(ipc));
let store: TestStore;
let made: CaseDoc[];

before(async () => {
  store = await openStore();
  const more = { origin: "portal", ownerId: "a", attachments: [{ imageType: "15", file: "f", name: "n" }] };
  made = await Promise.all(regions.map((region) => newCase(region, more as Partial<CaseDoc>)));
});
after(() => store?.close());

test(`each of ${regions.length} provinces is refused the cases of all others, by every interface`, async () => {
  let tried = 0;
  for (const { businessSn, region } of made)
    for (const [at, peer] of regions.filter((one) => one !== region).entries()) {
      // Every interface in turn: over all pairs each one comes more than a hundred times.
      const ipc = telling[(at + tried) % telling.length]!;
      const body = { businessSn, feedbackSn: "1", busiState: "3", interType: "SQ1008", cancelResult: "1" };
      const message = { ipc, peer, serial: "1", receivedAt: new Date(), files: {}, body };
      assert.equal((await recordFeedback(message)).code, "0004", `${ipc} of ${peer} about ${businessSn}`);
      const zip = await materialsZip(businessSn, "测试甲", peer);
      assert.equal("code" in zip && zip.code, "0004", `CX3001 of ${peer} for ${businessSn}`);
      tried += 1;
    }
  assert.equal(tried, regions.length * (regions.length - 1));
  console.log(`foreign cases: ${2 * tried} attempts refused, ${telling.length + 1} interfaces`);
  assert.equal(await cases().countDocuments({ "feedbacks.0": { $exists: true } }), 0, "nothing was written");
  assert.equal(await cases().countDocuments(), regions.length, "no window case was made of it");
});
