// Two people and a case of the first, and a province that says something about it: for tests of what follows.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { Cases } from "../../bff/src/cases/model.ts";
import { recordFeedback } from "../../bff/src/cases/record-feedback.ts";
import { bodyOfEntry } from "../../bff/src/exchange/queue.ts";
import { renewal } from "./test-application.ts";
import { type Person, startTestPortal, type TestPortal } from "./test-portal.ts";

export class RequestScene {
  readonly portal: TestPortal;
  anna: Person;
  readonly berta: Person;
  caseId = "";
  businessSn = "";
  #count = 0;

  private constructor(portal: TestPortal, anna: Person, berta: Person) {
    Object.assign(this, { portal, anna, berta });
    this.portal = portal;
    this.anna = anna;
    this.berta = berta;
  }

  static async start(): Promise<RequestScene> {
    const portal = await startTestPortal();
    const berta = await portal.signIn({ name: "测试乙", idCard: "320102197505059927" });
    return new RequestScene(portal, await portal.signIn(), berta);
  }

  /** A new case of Anna's; the other methods are about the last one. */
  async newCase(): Promise<void> {
    const { json } = await this.anna.send("POST", "/api/applications", await renewal(this.anna));
    this.caseId = json.caseId;
    this.businessSn = json.businessSn;
  }

  post = (body: object, who = this.anna) => who.send("POST", "/api/requests", body);
  read = () => Cases.findById(this.caseId).orFail().lean();
  shown = async () => (await this.anna.get(`/api/cases/${this.caseId}`)).json;
  openness = async (request: string) =>
    (await this.shown()).actions.find((one: { request: string }) => one.request === request);

  body(request: string, answers: object = {}, more: object = {}) {
    return {
      submitId: randomUUID(),
      ...{ request, caseId: this.caseId, answers, attachments: [], ...more },
    };
  }

  withdrawal = () => this.body("QX1001", { cancelReason: "材料拍错了" });
  rating = (answers: object = {}) => this.body("PJ1001", { satisfaction: "5", named: "no", ...answers });
  complaint(answers: object = {}, more: object = {}) {
    const about = { about: "case", businessSn: this.businessSn, interType: "SQ1008" };
    const words = { subject: "太慢", content: "太慢了", named: "no" };
    return this.body("PJ1003", { ...about, ...words, ...answers }, more);
  }

  /** The province says something about the case: `busiState` of JD1004, or another interface. */
  async told(busiState: string, more: Record<string, string> = {}, ipc = "JD1004"): Promise<void> {
    this.#count += 1;
    const second = String(this.#count % 60).padStart(2, "0");
    const body = {
      ...{ feedbackSn: `F${this.#count}`, businessSn: this.businessSn, applyName: "测试甲" },
      ...{ applyDate: "20260301080000", interType: "SQ1008", telephone: "13800000001", busiState },
      ...{ checkName: "测试员", checkOrg: "测试机构", deptCode: "1", feedbackDate: `202603020900${second}` },
      ...more,
    };
    const message = { peer: "110000", serial: `S${this.#count}`, receivedAt: new Date(), files: {} };
    assert.equal((await recordFeedback({ ipc, body, ...message })).code, "0000");
  }

  /** As if the application were on its way already. */
  async tried(): Promise<void> {
    await Cases.updateOne({ _id: this.caseId }, { $set: { "outbox.0.tries": 1, "outbox.0.st": "WAIT" } });
  }

  /** The Body that a request sends. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  async messageOf(requestId: string): Promise<any> {
    const of = await Cases.findOne({ "requests.id": requestId }).orFail().lean();
    return bodyOfEntry(of.outbox.find((one) => one.id === requestId)!, async () => Buffer.from("photo"));
  }
}
