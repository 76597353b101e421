import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { nextBusinessSn } from "../../support/sample-cases.ts";
import { checkBody } from "./check-body.ts";
import { dialects } from "./dialects.ts";
import { feedBack, feedbackInterfaceOf, nextSerial } from "./feedback.ts";
import type { Home } from "./home.ts";
import { type Case, Ledger } from "./ledger.ts";
import { badEndAfter, goodPath } from "./progress.ts";
import type { Province } from "./province.ts";
import { reply } from "./replies.ts";
import { type Row, tableOf } from "./spec.ts";
import { stamp } from "./times.ts";

const ends: Record<string, string> = {
  SQ1001: "3 5",
  SQ1002: "3 5 7 8",
  SQ1003: "3 5 7 8",
  SQ1004: "3 5",
  SQ1005: "3 5 7 9 10",
  SQ1006: "3 5 7",
  SQ1007: "3 5 7 8",
  SQ1008: "3 5 7 8",
  SQ1009: "3 5 7 8",
  SQ1010: "3 5",
  SQ1011: "3 5",
  SQ1012: "3 5",
};

describe("a province's feedback", () => {
  const dir = mkdtempSync(join(tmpdir(), "feedback-"));
  const ledger = new Ledger(dir);
  const province: Province = {
    region: "110000",
    name: "北京市",
    dialect: dialects.default!,
    home: {} as Home,
    ledger,
    token: null,
    tokenKilledAt: 0,
    mood: "up",
    heardAt: null,
    heartbeatAt: null,
  };
  after(() => {
    ledger.close();
    rmSync(dir, { recursive: true });
  });

  function newCase(business: string): Case {
    const sn = nextBusinessSn("110000");
    const rows = tableOf(business)!.request.filter(
      ({ type, parent }) => type === "string" && parent !== "certificateInfo",
    );
    const values = { ...Object.fromEntries(rows.map((row) => [row.name, sample(row)])), businessSn: sn };
    ledger.record({
      t: "received",
      at: Date.now(),
      ipc: business,
      serial: nextSerial("110000"),
      sn,
      hash: sn,
      values,
      attachments: [],
      faults: [],
      code: "0000",
      taken: true,
    });
    return ledger.cases.get(sn)!;
  }

  /** Faults that the portal could find in what is queued for this case, by the same tables. */
  const faultsIn = (sn: string) =>
    [...ledger.outbox.values()]
      .filter((each) => each.sn === sn)
      .flatMap(({ ipc, body }) => {
        const plain = Object.fromEntries(
          Object.entries(body).filter(([, value]) => typeof value === "string"),
        );
        return checkBody(ipc, JSON.stringify({ [ipc]: plain }), false).faults.filter(
          ({ path }) => !path.endsWith("File"),
        );
      });

  for (const [business, path] of Object.entries(ends)) {
    it(`is right at every state of ${business}: ${path}, and at its bad ends`, () => {
      assert.deepEqual(goodPath(business), path.split(" "));
      const found = newCase(business);
      for (const state of goodPath(business)) feedBack(province, found, state, true);
      const declined = newCase(business);
      feedBack(province, declined, badEndAfter(business, "")!, false);
      const rejected = newCase(business);
      feedBack(province, rejected, badEndAfter(business, "3")!, false);
      for (const { sn } of [found, declined, rejected]) assert.deepEqual(faultsIn(sn), []);
      assert.deepEqual([declined.state, rejected.state], ["4", "6"]);
    });
  }

  it("brings a PDF as voucher with the good end of an inspection and an assessment", () => {
    for (const business of ["SQ1001", "SQ1006"]) {
      const found = newCase(business);
      feedBack(province, found, goodPath(business).at(-1)!, true);
      const body = [...ledger.outbox.values()].find(({ sn }) => sn === found.sn)!.body;
      const file = (body.checkCertifyFile ?? body.certifyFile) as { $file: string };
      const pdf = ledger.read(file.$file).toString("latin1");
      assert.deepEqual([pdf.slice(0, 8), pdf.slice(-6)], ["%PDF-1.4", "%%EOF\n"]);
    }
  });

  const followUps: [string, string, object][] = [
    ["QX1001", "QX1002", { cancelDate: stamp(), cancelReason: "不办了", interType: "SQ1008" }],
    ["HT1001", "HT1002", { rollBackDate: stamp(), rollBackReason: "不是我办的", interType: "SQ1008" }],
    [
      "HS1001",
      "HS1002",
      { certificateType: "1", certificateId: "1", applyDate: stamp(), checkDetail: "有误" },
    ],
    ["PJ1001", "PJ1002", { feedbackSn: "p1", satisfaction: "5", assessNumber: "1" }],
    ["PJ1003", "PJ1004", { feedbackSn: "p2", subject: "投诉", content: "内容" }],
    ["CX1004", "JD1004", { feedbackSn: "v1" }],
  ];
  for (const [asked, answer, values] of followUps) {
    it(`answers ${asked} with a right ${answer}`, () => {
      const { sn } = newCase("SQ1008");
      reply(province, asked, { businessSn: sn, ...values });
      const sent = [...ledger.outbox.values()].filter((each) => each.sn === sn);
      assert.deepEqual(
        sent.map(({ ipc }) => ipc),
        [answer],
      );
      assert.deepEqual(faultsIn(sn), []);
    });
  }

  it("uses the interface that belongs to the business", () => {
    assert.deepEqual(["SQ1001", "SQ1005", "SQ1006", "SQ1008"].map(feedbackInterfaceOf), [
      "JD1001",
      "JD1002",
      "JD1003",
      "JD1004",
    ]);
  });
});

function sample({ name, length, note }: Row): string {
  if (length === "F14") return stamp();
  if (length === "F8") return "20150601";
  if (name === "businessScopeCode" && note?.includes("B.14")) return "04101";
  return "1";
}
