import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { PortalDouble, until } from "../../support/portal-double.ts";
import { nextBusinessSn, renewal } from "../../support/sample-cases.ts";
import { type Dialect, dialects } from "./dialects.ts";
import { startProvince } from "./start.ts";

type Running = Awaited<ReturnType<typeof startProvince>>;

async function withProvince(
  region: string,
  dialect: Dialect,
  work: (portal: PortalDouble, province: Running) => Promise<void>,
) {
  const dir = mkdtempSync(join(tmpdir(), "province-"));
  const portal = new PortalDouble(region, dialect);
  const province = await startProvince({
    region,
    dialect,
    dir,
    pace: { step: 10_000_000, wished: 20 },
    every: 10,
  });
  try {
    await portal.meet(dir);
    await work(portal, province);
  } finally {
    await province.stop();
    await portal.stop();
    rmSync(dir, { recursive: true });
  }
}

const asRoot = (sn: string) => {
  const { exchangeInfo, ...rest } = renewal(sn);
  return { exchangeInfo: [exchangeInfo], ...rest };
};
const wish = (province: Running, sn: string) =>
  fetch(`http://127.0.0.1:${province.port}/cases/${sn}/good-end`, { method: "POST" });
const rough: Dialect = { ...dialects.rough!, killsTokens: null };

describe("the manners of the simulated provinces", () => {
  it("speaks CBC, DER, roots as arrays and a CRC over the ciphertext in 320000", () =>
    withProvince("320000", { ...dialects.cbc!, delay: [0, 0] }, async (portal, province) => {
      const sn = nextBusinessSn("320000");
      assert.equal((await portal.send("SQ1008", asRoot(sn))).Code, "0000");
      assert.equal((await portal.send("SQ1008", renewal(nextBusinessSn("320000")))).Code, "1001");
      await wish(province, sn);
      await until(() => portal.received.some(({ body }) => body.JD1004?.busiState === "8"));
    }));

  it("refuses a resend with 1001 重复 in 440000, and holds the case once", () =>
    withProvince("440000", rough, async (portal, province) => {
      const [sn, serial] = [nextBusinessSn("440000"), portal.nextSerial()];
      const body = renewal(sn);
      assert.equal((await portal.send("SQ1008", body, { serial })).Code, "0000");
      const again = await portal.send("SQ1008", body, { serial });
      assert.equal(again.Code, "1001");
      assert.match(again.Message, /重复/);
      assert.equal(province.province.ledger.cases.size, 1);
    }));

  it("sends feedback twice and out of order in 440000", () =>
    withProvince("440000", rough, async (portal, province) => {
      const sn = nextBusinessSn("440000");
      await wish(province, sn);
      await portal.send("SQ1008", renewal(sn));
      const states = () =>
        portal.received.filter(({ body }) => body.JD1004).map(({ body }) => body.JD1004!.busiState);
      await until(() => states().length === 8);
      assert.deepEqual(states(), ["5", "5", "3", "3", "8", "8", "7", "7"]);
    }));

  it("kills the portal's token where it says so", () =>
    withProvince("440000", { ...rough, killsTokens: { share: 1, rest: 0 } }, async (portal) => {
      assert.equal((await portal.send("SQ1008", renewal(nextBusinessSn("440000")))).Code, "0004");
    }));

  it("closes its port while it is down and takes messages again afterwards", () =>
    withProvince("110000", dialects.default!, async (portal, province) => {
      const body = renewal(nextBusinessSn("110000"));
      await province.setMood("down");
      await assert.rejects(
        portal.send("SQ1008", body),
        (error: Error & { cause: { code: string } }) => error.cause.code === "ECONNREFUSED",
      );
      await province.setMood("up");
      assert.equal((await portal.send("SQ1008", body)).Code, "0000");
    }));

  it("keeps the case when it cuts the line before it answers", () =>
    withProvince("110000", dialects.default!, async (portal, province) => {
      const sn = nextBusinessSn("110000");
      await province.setMood("mute");
      await assert.rejects(portal.send("SQ1008", renewal(sn)));
      assert.equal(province.province.ledger.cases.get(sn)?.business, "SQ1008");
    }));
});

describe("what a province answers to a bad message", () => {
  const rows: [string, Parameters<PortalDouble["send"]>[2], string][] = [
    ["no token", { token: "" }, "0004"],
    ["a foreign token", { token: "x".repeat(64) }, "0004"],
    [
      "a wrong CRC",
      { change: (sealed) => ({ ...sealed, Header: { ...sealed.Header, CRC: "0".repeat(64) } }) },
      "1001",
    ],
    [
      "another source",
      { change: (sealed) => ({ ...sealed, Header: { ...sealed.Header, Source: "320000" } }) },
      "0901",
    ],
    [
      "an interface that is not ours to take",
      { change: (sealed) => ({ ...sealed, Header: { ...sealed.Header, IPCType: "JD1004" } }) },
      "0101",
    ],
    ["no envelope", { change: () => ({ hello: 1 }) }, "1001"],
  ];
  for (const [name, options, code] of rows) {
    it(`answers ${code} to ${name}, and lists the fault`, () =>
      withProvince("110000", dialects.default!, async (portal, province) => {
        assert.equal((await portal.send("SQ1008", renewal(nextBusinessSn("110000")), options)).Code, code);
        assert.equal(province.province.ledger.cases.size, 0);
      }));
  }

  it("answers 1001 to another Body under a known SerialNum, and to a second case under one businessSn", () =>
    withProvince("110000", dialects.default!, async (portal, province) => {
      const [sn, serial] = [nextBusinessSn("110000"), portal.nextSerial()];
      await portal.send("SQ1008", renewal(sn), { serial });
      assert.equal((await portal.send("SQ1008", renewal(nextBusinessSn("110000")), { serial })).Code, "1001");
      assert.equal((await portal.send("SQ1008", renewal(sn, { applyReason: "另一个理由" }))).Code, "1001");
      assert.equal(province.province.ledger.messages.filter(({ faults }) => faults.length > 0).length, 2);
    }));

  it("answers 1001 to a withdrawal that comes before its case", () =>
    withProvince("110000", dialects.default!, async (portal) => {
      const withdrawal = {
        businessSn: nextBusinessSn("110000"),
        cancelDate: "20261123093000",
        cancelReason: "不办了",
        interType: "SQ1008",
      };
      assert.equal((await portal.send("QX1001", withdrawal)).Code, "1001");
    }));
});
