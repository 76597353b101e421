// A business that nobody has heard of, from the list of businesses to a province and back: its definition is all there is.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { businesses, type RequestDefinition, requests } from "shared-types";
import { paint } from "../../shared-types/test/thirteenth.ts";
import { TestPeer } from "../delivery/peer.ts";
import { until } from "../delivery/portal.ts";
import { cardPhoto } from "../journeys/photos.ts";
import { type Person, startTestPortal, type TestPortal } from "../support/test-portal.ts";
import { Voice } from "./voice.ts";

let portal: TestPortal;
let peer: TestPeer;
let anna: Person;
before(async () => {
  // The one line in the index.
  for (const list of [requests, businesses]) (list as RequestDefinition[]).push(paint);
  portal = await startTestPortal();
  peer = await new TestPeer("110000").join();
  anna = await portal.signIn();
});
after(async () => {
  await portal?.stop();
  await peer?.close();
});

const answers = { place: "110105", vehicleNo: "京A12345", colour: "2" };

test("it stands in the list, and its form comes like any other", async () => {
  const list = (await anna.get("/api/businesses?place=110105")).json.businesses;
  const { code, open } = list.at(-1);
  assert.deepEqual([code, open], ["SQ1013", true]);
  const { definition } = (await anna.get("/api/businesses/SQ1013?place=110105")).json;
  assert.equal(definition.title, "车辆喷漆");
});

test("a draft and its check are as of any other", async () => {
  const submitId = randomUUID();
  const draft = { business: "SQ1013", answers, attachments: [], step: 0, version: 0 };
  assert.equal((await anna.send("PUT", `/api/drafts/${submitId}`, draft)).status, 200);
  const { status, json } = await anna.send("POST", "/api/applications", {
    ...{ submitId, business: "SQ1013", attachments: [], answers: { ...answers, vehicleNo: "A" } },
  });
  assert.equal(status, 422);
  const names = json.error.fields.map((field: { name: string }) => field.name);
  assert.deepEqual(names, ["vehicleNo", "material:14"]);
});

test("it is submitted, reaches the province over HTTP as its table says, and the province's word is shown", async () => {
  const photo = await anna.upload(await cardPhoto());
  const attachments = [{ imageType: "14", attachment: photo.json.id }];
  const application = { submitId: randomUUID(), business: "SQ1013", answers, attachments };
  const { status, json } = await anna.send("POST", "/api/applications", application);
  assert.equal(status, 201, JSON.stringify(json));

  const [message] = await until(async () => peer.of("SQ1013").length > 0 && peer.of("SQ1013"));
  const { info, certificateInfo } = (message!.body as Record<string, Record<string, unknown>>).SQ1013!;
  assert.deepEqual(info, { businessSn: json.businessSn, vehicleNo: "京A12345", colour: "2" });
  const [file] = certificateInfo as { imageType: string; base64Binary: string }[];
  assert.equal(file!.imageType, "14");
  const stored = (await anna.get(`/api/attachments/${photo.json.id}`)).bytes;
  assert.ok(Buffer.from(file!.base64Binary, "base64").equals(stored));

  const shown = async () => (await anna.get(`/api/cases/${json.caseId}`)).json;
  await until(async () => (await shown()).delivery.status === "delivered");

  const feedback = {
    ...{ feedbackSn: "F1", businessSn: json.businessSn, applyName: "测试甲", applyDate: "20260301080000" },
    ...{ interType: "SQ1013", telephone: "13800000001", busiState: "3", checkName: "测试员" },
    ...{ checkOrg: "测试机构", deptCode: "1", feedbackDate: "20260302090000" },
  };
  const voice = await new Voice(peer, portal.url).logIn();
  assert.equal((await voice.ask("JD1004", { JD1004: feedback })).header.Code, "0000");
  assert.equal((await shown()).case.state, "3");
  assert.equal((await shown()).case.title, "车辆喷漆");
});
