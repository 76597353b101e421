import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { PortalDouble, until } from "../../support/portal-double.ts";
import { nextBusinessSn, renewal } from "../../support/sample-cases.ts";
import { dialects } from "./dialects.ts";
import { startProvince } from "./start.ts";

const region = "110000";

describe("a simulated province", () => {
  const dir = mkdtempSync(join(tmpdir(), "province-"));
  const portal = new PortalDouble(region, dialects.default!);
  let province: Awaited<ReturnType<typeof startProvince>>;
  const start = () =>
    startProvince({
      region,
      dialect: dialects.default!,
      dir,
      pace: { step: 10_000_000, wished: 20 },
      every: 10,
    });
  const page = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${province.port}${path}`, init);
  const api = async <T>(path: string) => (await (await page(`/api/${path}`)).json()) as T;
  const told = (sn: string) =>
    portal.received
      .map(({ body }) => body.JD1004)
      .filter((body) => body?.businessSn === sn)
      .map((body) => body!.busiState);

  before(async () => {
    province = await start();
    await portal.meet(dir);
  });
  after(async () => {
    await province.stop();
    await portal.stop();
    rmSync(dir, { recursive: true });
  });

  it("takes a right application, keeps it, and answers a resend with 0000 and no second case", async () => {
    const sn = nextBusinessSn(region);
    const serial = portal.nextSerial();
    const body = renewal(sn);
    assert.equal((await portal.send("SQ1008", body, { serial })).Code, "0000");
    assert.equal((await portal.send("SQ1008", body, { serial })).Code, "0000");
    const cases = await api<{ businessSn: string }[]>("cases");
    assert.equal(cases.filter((each) => each.businessSn === sn).length, 1);
    assert.deepEqual(await api("faults"), []);
  });

  it("still has everything after a restart, and asks for a new log-in", async () => {
    const sn = nextBusinessSn(region);
    const [serial, body] = [portal.nextSerial(), renewal(sn)];
    await portal.send("SQ1008", body, { serial });
    await province.stop();
    province = await start();
    assert.equal((await api<{ values: { applyName: string } }>(`cases/${sn}`)).values.applyName, "测试甲");
    await portal.meet(dir);
    assert.equal((await portal.send("SQ1008", body, { serial, token: "stale" })).Code, "0004");
    assert.equal((await portal.send("SQ1008", body, { serial })).Code, "0000");
  });

  it("goes on with the portal's last bundle while a new one is being written", async () => {
    writeFileSync(join(dir, "portal.json"), "");
    assert.equal((await portal.send("SQ1008", renewal(nextBusinessSn(region)))).Code, "0000");
    await portal.meet(dir);
  });

  it("takes a case to the good end when somebody asks for it, also before it has arrived", async () => {
    const sn = nextBusinessSn(region);
    assert.equal((await page(`/cases/${sn}/good-end`, { method: "POST" })).status, 200);
    await portal.send("SQ1008", renewal(sn));
    await until(() => told(sn).includes("8"));
    assert.deepEqual(told(sn), ["3", "5", "7", "8"]);
  });

  it("does what the buttons say and sends the reason of a refusal", async () => {
    const sn = nextBusinessSn(region);
    await portal.send("SQ1008", renewal(sn));
    assert.equal((await page(`/cases/${sn}/accept`, { method: "POST" })).status, 200);
    assert.equal((await page(`/cases/${sn}/accept`, { method: "POST" })).status, 409);
    assert.equal((await page(`/cases/${sn}/reject`, { method: "POST" })).status, 200);
    await until(() => told(sn).includes("6"));
    assert.deepEqual(told(sn), ["3", "6"]);
    const last = portal.received.findLast(({ body }) => body.JD1004?.businessSn === sn);
    assert.match(String(last?.body.JD1004?.checkResult), /申请|核对|材料/);
  });

  it("sends feedback again until the portal answers 0000", async () => {
    const sn = nextBusinessSn(region);
    let refused = 0;
    portal.answer = ({ body }) => (body.JD1004?.businessSn === sn && refused++ < 2 ? "9999" : "0000");
    await portal.send("SQ1008", renewal(sn));
    await page(`/cases/${sn}/decline`, { method: "POST" });
    await until(() => refused > 2);
    const serials = portal.received
      .filter(({ body }) => body.JD1004?.businessSn === sn)
      .map(({ header }) => header.SerialNum);
    assert.deepEqual([told(sn), new Set(serials).size], [["4", "4", "4"], 1]);
  });

  it("answers a withdrawal before acceptance with success and after it with failure", async () => {
    const [open, accepted] = [nextBusinessSn(region), nextBusinessSn(region)];
    await portal.send("SQ1008", renewal(open));
    await portal.send("SQ1008", renewal(accepted));
    await page(`/cases/${accepted}/accept`, { method: "POST" });
    const withdrawal = { cancelDate: "20261123093000", cancelReason: "不办了", interType: "SQ1008" };
    for (const businessSn of [open, accepted])
      assert.equal((await portal.send("QX1001", { businessSn, ...withdrawal })).Code, "0000");
    const resultOf = (sn: string) =>
      portal.received.map(({ body }) => body.QX1002).find((body) => body?.businessSn === sn)?.cancelResult;
    assert.equal(await until(() => resultOf(open)), "1");
    assert.equal(await until(() => resultOf(accepted)), "2");
  });

  it("shows its cases and one case as pages, with everything from outside escaped", async () => {
    const sn = nextBusinessSn(region);
    await portal.send("SQ1008", renewal(sn, { applyName: "<b>测试</b>" }));
    for (const path of ["/", `/cases/${sn}`]) {
      const text = await (await page(path)).text();
      assert.match(text, new RegExp(sn));
      assert.match(text, /&lt;b&gt;测试/);
      assert.doesNotMatch(text, /<b>测试/);
    }
  });
});
