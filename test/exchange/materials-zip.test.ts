// CX3001 as a province asks for it: a workshop's 46 files, some forty megabytes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TestPeer } from "../delivery/peer.ts";
import { until } from "../delivery/portal.ts";
import { jpegPhoto } from "../support/pictures.ts";
import { repairFiling } from "../support/repair-application.ts";
import { startTestPortal, type TestPortal } from "../support/test-portal.ts";
import { entriesOf } from "../support/zip-entries.ts";
import { Voice } from "./voice.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

const applyName = "测试机动车综合修理厂（朝阳）";

let portal: TestPortal;
let peer: TestPeer;
let voice: Voice;
let businessSn: string;
let photo: Buffer;

before(async () => {
  portal = await startTestPortal();
  peer = await new TestPeer("110000").join();
  voice = await new Voice(peer, portal.url).logIn();
  const anna = await portal.signIn();
  const filing = await repairFiling(anna, { applyName }, 7);
  const { id } = (await anna.upload(await jpegPhoto(1800, 1400, 88, 60))).json;
  photo = (await anna.get(`/api/attachments/${id}`)).bytes;
  // 43 photos, and three tables that are made of the answers.
  const attachments = [...filing.attachments, { imageType: "41", attachment: "" }];
  const application = { ...filing, attachments: attachments.map((one) => ({ ...one, attachment: id })) };
  const { status, json } = await anna.send("POST", "/api/applications", application);
  assert.equal(status, 201, JSON.stringify(json));
  businessSn = json.businessSn;
});
after(async () => {
  await portal?.stop();
  await peer?.close();
});

const ask = async (name = applyName) => {
  const reply = await voice.send("CX3001", { CX3001: { businessSn, applyName: name } });
  assert.equal(reply.headers.get("content-type"), "application/zip");
  return reply;
};

test("the zip has all 46 files, each whole, under the names that the application gave them", async () => {
  await until(async () => peer.of("SQ1011").length > 0);
  const { certificateInfo } = (peer.of("SQ1011")[0]!.body as Record<string, Record<string, unknown>>).SQ1011!;
  const named = (certificateInfo as { base64Binary: string }[]).map((one) => one.base64Binary);
  const entries = entriesOf(Buffer.from(await (await ask()).arrayBuffer()));
  assert.equal(entries.size, 46);
  assert.deepEqual([...entries.keys()].sort(), [...named].sort());
  const photos = [...entries.values()].filter((pdf) => pdf.includes(photo));
  assert.equal(photos.length, 43);
  for (const pdf of entries.values()) assert.match(pdf.subarray(-10).toString(), /%%EOF/);
});

test("it is made while it is read: what is in memory does not grow with it", async () => {
  const live = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = live();
  let most = 0;
  let bytes = 0;
  let looked = 0;
  for await (const chunk of (await ask()).body!) {
    bytes += chunk.length;
    if (bytes - looked < 2_000_000) continue;
    looked = bytes;
    most = Math.max(most, live() - before);
  }
  assert.ok(bytes > 43 * photo.length && bytes > 30_000_000, `${bytes} bytes`);
  assert.ok(most < bytes / 4, `${most} bytes were held of ${bytes}`);
});

// A.2.5 gives applyName eight characters, which the name of a firm seldom keeps to.
test("the name may come whole or cut to eight characters; what does not fit the first eight finds nothing", async () => {
  for (const name of [[...applyName].slice(0, 8).join(""), `${applyName}，和后面的字`]) {
    const reply = await ask(name);
    await reply.body?.cancel();
  }
  for (const name of ["测试机动车综合", "测试机动车综合检验"]) {
    const { header } = await voice.ask("CX3001", { CX3001: { businessSn, applyName: name } });
    assert.equal(header.Code, "0003", name);
  }
});
