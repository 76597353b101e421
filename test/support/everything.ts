// All that the portal can do with its store, each thing once: routes, messages of a province, operators, upkeep.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { putFile } from "../../bff/src/attachments/files.ts";
import { sweep } from "../../bff/src/attachments/sweep.ts";
import { materialsZip } from "../../bff/src/attachments/zip.ts";
import { archiveMonth, readManifest, restoreMonth } from "../../bff/src/audit/archive.ts";
import { closeDay } from "../../bff/src/audit/close-day.ts";
import { timeOf } from "../../bff/src/audit/entry.ts";
import { maintain } from "../../bff/src/audit/maintenance.ts";
import { verify } from "../../bff/src/audit/verify.ts";
import { verifyMessages } from "../../bff/src/audit/verify-messages.ts";
import { settleRestored } from "../../bff/src/backup/settle.ts";
import { type CaseDoc, Cases } from "../../bff/src/cases/model.ts";
import { outageOf } from "../../bff/src/cases/outage-words.ts";
import { recordFeedback } from "../../bff/src/cases/record-feedback.ts";
import { claimWindowCases } from "../../bff/src/cases/window-case.ts";
import { keysInUse } from "../../bff/src/crypto/sealed.ts";
import { cases } from "../../bff/src/exchange/collections.ts";
import { healthKeeper } from "../../bff/src/exchange/health.ts";
import { unfinished } from "../../bff/src/exchange/inbox.ts";
import { Peers } from "../../bff/src/exchange/peer-model.ts";
import { loadPeer } from "../../bff/src/exchange/peers.ts";
import { keepRefused, openQuarantined, quarantined, room } from "../../bff/src/exchange/quarantine.ts";
import { storeClock } from "../../bff/src/exchange/store-clock.ts";
import { personKey } from "../../bff/src/identity/owners.ts";
import { listMessages, showMessage } from "../../bff/src/operations/list-messages.ts";
import { openUnfitFile } from "../../bff/src/operations/open-file.ts";
import { addOperator, findOperator, removeOperator } from "../../bff/src/operations/operators.ts";
import { rowsOf } from "../../bff/src/operations/reconciliation-file.ts";
import { listFindings, settleFinding } from "../../bff/src/operations/settle-finding.ts";
import { eraseOldContent } from "../../bff/src/retention/erase.ts";
import { routes } from "../../bff/src/routes/index.ts";
import type { Body } from "../delivery/peer.ts";
import { until } from "./portal-double.ts";
import { Speaker } from "./speaker.ts";
import { renewal } from "./test-application.ts";
import { testPerson } from "./test-portal.ts";
import type { Walk } from "./walk.ts";

const region = "110000";
const days = (count: number) => new Date(Date.now() + count * 86_400_000);

export async function doEverything(walk: Walk): Promise<void> {
  await walkRoutes(walk);
  const province = await Speaker.start(walk.portal, region);
  try {
    await speak(walk, province);
  } finally {
    await province.close();
  }
  await lookAfterPeers();
  await operate();
  await keepUp();
}

async function walkRoutes({ anna, bodyOf, send }: Walk): Promise<void> {
  const headers = { "X-Requested-With": "portal", Cookie: `session=${anna.token}` };
  for (const route of routes) {
    if (route.access === "operator" || route.path === "/api/sign-out") continue;
    const body = bodyOf(route);
    await send(route, headers, body === undefined ? undefined : JSON.stringify(body));
  }
}

/** A province takes an application, and says and asks what it can about it and about others. */
async function speak({ portal, anna }: Walk, province: Speaker): Promise<void> {
  const { caseId, businessSn } = (await anna.send("POST", "/api/applications", await renewal(anna))).json;
  const read = () => Cases.findById(caseId).orFail().lean<CaseDoc>();
  await until(async () => (await read()).outbox[0]?.st === "DONE");
  const heard = async (ipc: string, body: Body) => assert.equal((await province.told(ipc, body))[0], "0000");
  const { name, idCard } = testPerson;
  const common = { applyName: name, checkName: "测试员", checkOrg: "测试机构", deptCode: "1" };
  const when = { applyDate: "20260301080000", feedbackDate: "20260302090001", telephone: "13800000001" };
  const declined = { ...common, ...when, businessSn, interType: "SQ1008", busiState: "4", feedbackSn: "F1" };
  await heard("JD1004", { JD1004: { ...declined, checkResult: "材料不全" } });
  await until(async () => (await read()).state === "4");
  await anna.send("POST", `/api/cases/${caseId}/correction`);
  const complaint = {
    about: "case",
    businessSn,
    interType: "SQ1008",
    subject: "慢",
    content: "办了很久",
    named: "no",
  };
  const asked = { submitId: "s".repeat(36), request: "PJ1003", answers: complaint, attachments: [] };
  await anna.send("POST", "/api/requests", asked);
  await tell("PJ1004", { businessSn, feedbackSn: "T1", checkResult: "已处理" });
  const result = { provinceCode: region, idType: "1", idCard, staffName: name, certificateCode: idCard };
  const hours = {
    totalScore: "0",
    totalTime: "24",
    educationStartTime: "20240101",
    educationEndTime: "20241220",
  };
  await heard("CX1003", { CX1003: { educationInfo: [{ ...result, ...hours }] } });
  const certificate = { recordType: "1", checkCertifyNo: "1", applyDate: when.applyDate, areaCode: region };
  await heard("CX1002", { CX1002: { ...certificate, businessSn } });
  await materialsZip(businessSn, name, region);
  // At a window, for somebody who signs in only later.
  const stranger = { name: "测试丙", idCard: "440106198806061234" };
  const atWindow = { ...declined, applyName: stranger.name, idType: "1", idCard: stranger.idCard };
  await tell("JD1003", { ...atWindow, businessSn: "窗口-2", busiState: "3" });
  const { ownerId } = await portal.signIn(stranger);
  await claimWindowCases(personKey("1", stranger.idCard), ownerId);
}

async function tell(ipc: string, body: Record<string, string>): Promise<void> {
  const message = { ipc, peer: region, serial: ipc, receivedAt: new Date(), body, files: {} };
  assert.equal((await recordFeedback(message)).code, "0000");
}

/** A peer that was silent answers again; another sends nothing but faults. */
async function lookAfterPeers(): Promise<void> {
  const old = days(-1);
  const opened = { failures: 3, openedAt: old, probeDue: null, wait: 1_000 };
  const hb = { "hb.due": old, "hb.theirsAt": old, "hb.alarmedAt": null, breaker: opened };
  await Peers.collection.updateOne({ _id: region } as never, { $set: hb });
  const health = healthKeeper({ clock: storeClock(), log: pino({ level: "silent" }) });
  await health.report((await loadPeer(region))!, { kind: "answered", code: "0000" } as never);
  const told = async () => (await Peers.findById(region).orFail().lean()) as { hb?: { alarmedAt?: Date } };
  await until(async () => (await told()).hb?.alarmedAt);
  const header = { IPCType: "JD1004", Token: "", CRC: "" };
  for (let at = 0; at <= room.between; at++)
    await keepRefused(
      region,
      { ...header, SerialNum: `R${at}` } as never,
      { code: "1001", message: "不符合" } as never,
      Buffer.from("{}"),
      new Date(),
    );
}

async function operate(): Promise<void> {
  const now = new Date();
  await findOperator(await addOperator("甲", now));
  await removeOperator("甲");
  const { _id, businessSn, outbox } = await Cases.findOne().orFail().lean<CaseDoc>();
  await listMessages(now, region);
  await showMessage(_id, outbox[0]!.id, now);
  for (const only of [{}, { region }, { businessSn }]) await listFindings(() => 20, now, only);
  await settle(businessSn, now);
  await rowsOf(region, timeOf(now).slice(0, 10).replaceAll("-", ""));
  await openUnfitFile("甲", "0".repeat(64)).catch(() => {});
  const [refused] = await quarantined({ peer: region });
  await quarantined();
  await openQuarantined(refused!.id);
  await outageOf(region);
  await unfinished(now);
}

/** A finding is settled: a number of our form that is not ours, for the moment. */
async function settle(businessSn: string, now: Date): Promise<void> {
  await cases().updateOne({ businessSn }, { $set: { origin: "window" } });
  const found = (await listFindings(() => 20, now, { businessSn })).find(({ kind }) => kind === "notOurs");
  await settleFinding({ who: "甲", id: found!.id, reason: "已告知申请人" }, () => 20, now);
  await cases().updateOne({ businessSn }, { $set: { origin: "portal" } });
}

/** What happens by itself from day to day and from year to year, and after a restore. */
async function keepUp(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "audit-"));
  const trusted = [keysInUse().sm2.publicKey];
  const today = timeOf(new Date()).slice(0, 10).replaceAll("-", "");
  const month = today.slice(0, 6);
  // The walk made up a result that no province told: the look through all messages would end there.
  const unlessMadeUp = (made: unknown, told: string) => ({ $cond: [{ $eq: ["$state", "8"] }, made, told] });
  const told = { feedbacks: unlessMadeUp([], "$feedbacks"), state: unlessMadeUp("0", "$state") };
  await cases().updateMany({}, [{ $set: told }]);
  // Once with feedbacks gone that the trail speaks of, which are then looked for elsewhere; and once whole.
  await cases().updateMany({}, [{ $set: { gone: "$feedbacks", feedbacks: [] } }]);
  await verifyMessages(days(1));
  await cases().updateMany({}, [{ $set: { feedbacks: "$gone" } }, { $unset: "gone" }]);
  // The one result that no message told is the first thing that does not fit.
  assert.match((await verifyMessages(days(1))).finding?.stored ?? "", /^result /);
  await closeDay(today);
  await verify({ trusted });
  await archiveMonth(month, folder);
  await restoreMonth(folder, await readManifest(folder, month, trusted));
  await putFile(Buffer.from("of nobody"), "image/jpeg", days(-3));
  await sweep(new Date());
  await maintain(folder, days(6 * 366));
  await eraseOldContent(days(6 * 366));
  await settleRestored(days(-1));
  rmSync(folder, { recursive: true });
}
