// What a walk over all routes needs: two people, and things of the first one for every address and body.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { putFile } from "../../bff/src/attachments/files.ts";
import { Cases } from "../../bff/src/cases/model.ts";
import { qrCodeOf } from "../../bff/src/certificates/qr-code.ts";
import { seal } from "../../bff/src/crypto/sealed.ts";
import { EducationResults } from "../../bff/src/education/model.ts";
import { recordResults } from "../../bff/src/education/record-results.ts";
import { windowRatingToken } from "../../bff/src/requests/window-rating.ts";
import type { AnyRoute } from "../../bff/src/routes/route.ts";
import { goodPdf } from "./documents.ts";
import { renewal } from "./test-application.ts";
import { type Person, startTestPortal, type TestPortal, testPerson } from "./test-portal.ts";
import type { TestStore } from "./test-store.ts";

export interface Walk {
  readonly portal: TestPortal;
  readonly anna: Person;
  readonly berta: Person;
  /** The route's address with Anna's ids; a route that this file does not know fails the test. */
  address(route: AnyRoute): string;
  /** A right body of Anna's; undefined where the route takes none. */
  bodyOf(route: AnyRoute): unknown;
  /** Calls with these headers and this text as JSON. */
  send(route: AnyRoute, headers: Record<string, string>, text?: string): Promise<number>;
}

export const nameOf = (route: AnyRoute) => `${route.method} ${route.path}`;

const key = "0".repeat(64);

/** The good end of a case, with a voucher. */
async function resultOf(caseId: string) {
  const kind = "application/pdf";
  const voucher = { name: "certifyFile", file: await putFile(await goodPdf(), kind), kind };
  const body = { applyName: "测试甲", assessmentNo: "110000001202603020001" };
  return {
    ...{ key, ipc: "JD1003", sn: "F", state: "8", date: "20260302090000", receivedAt: new Date() },
    body: seal(JSON.stringify(body), { id: caseId, path: `feedbacks.${key}` }),
    files: [voucher],
  };
}

/** A result of Anna's continuing education with its voucher; gives its id. */
async function newResult(): Promise<string> {
  const body = {
    ...{ provinceCode: "110000", idType: "1", idCard: testPerson.idCard, certificateCode: testPerson.idCard },
    ...{ educationStartTime: "20240101", educationEndTime: "20241220", totalTime: "24", totalScore: "0" },
  };
  const file = await putFile(Buffer.from("%PDF-1.4"), "application/pdf");
  const rows = [{ body, files: { certifyFile: { file, kind: "application/pdf" } } }];
  const batch = { ipc: "CX1003", peer: "110000", serial: "S", receivedAt: new Date(), body: {}, files: {} };
  assert.equal((await recordResults({ ...batch, rows })).code, "0000");
  return (await EducationResults.findOne().orFail().lean())._id;
}

/** @param open the portal's store; the shared one when not given */
export async function startWalk(open?: () => Promise<TestStore>): Promise<Walk> {
  const portal = await startTestPortal({}, open);
  const anna = await portal.signIn();
  const berta = await portal.signIn({ name: "测试乙", idCard: "320102197505059927" });
  const application = await renewal(anna);
  const { caseId } = (await anna.send("POST", "/api/applications", application)).json;
  const of = await Cases.findById(caseId).orFail().lean();
  // A second one that has come to its end.
  const ended = (await anna.send("POST", "/api/applications", await renewal(anna))).json.caseId;
  await Cases.updateOne({ _id: ended }, { $set: { state: "8", feedbacks: [await resultOf(ended)] } });
  const draft = {
    business: "SQ1008",
    answers: { applyName: "测试甲" },
    attachments: [],
    step: 0,
    version: 0,
  };
  const submitId = randomUUID();
  await anna.send("PUT", `/api/drafts/${submitId}`, draft);
  const content = { type: "1", number: "1", region: "110000", applyDate: "", businessSn: of.businessSn };
  const educated = await newResult();
  const ids: Record<string, Record<string, string>> = {
    "/api/businesses/:code": { code: "SQ1008" },
    "/api/businesses/:code/lists/:list/template.xlsx": { code: "SQ1011", list: "people" },
    "/api/businesses/:code/lists/:list/import": { code: "SQ1011", list: "people" },
    "/api/drafts/:submitId": { submitId },
    "/api/attachments/:id": { id: application.attachments[0]!.attachment },
    "/api/cases/:caseId": { caseId },
    "/api/cases/:caseId/correction": { caseId },
    "/api/cases/:caseId/proof.json": { caseId },
    "/api/cases/:caseId/proof.pdf": { caseId },
    "/api/cases/:caseId/window-rating": { caseId },
    "/api/cases/:caseId/window-rating.png": { caseId },
    "/api/window-ratings/:token": { token: windowRatingToken(ended) },
    "/api/verifications/:code": { code: qrCodeOf(content) },
    "/api/notices/:caseId/mine": { caseId },
    "/api/education/:id/voucher": { id: educated },
    "/api/request-forms/:request": { request: "QX1001" },
    "/api/cases/:caseId/files/:file": { caseId, file: of.attachments[0]!.file },
  };
  const certificate = { id: `${ended}-${key}-certifyFile` };
  ids["/api/certificates/:id/file"] = certificate;
  ids["/api/certificates/:id/qr.png"] = certificate;
  const queries: Record<string, string> = { "/api/request-forms/:request": `caseId=${caseId}` };
  const bodies: Record<string, unknown> = {
    "POST /api/window-ratings/:token": {
      submitId: randomUUID(),
      answers: { satisfaction: "5", named: "no" },
    },
    "POST /api/sign-in/mini-program": {
      code: "made-up",
      handOver: { code: "A".repeat(43), secret: "0".repeat(32) },
    },
    "POST /api/window-cases": { businessSn: "窗口-1", place: "110105" },
    "POST /api/requests": {
      submitId: randomUUID(),
      request: "QX1001",
      caseId,
      answers: { cancelReason: "材料拍错了" },
      attachments: [],
    },
    "PUT /api/drafts/:submitId": { ...draft, version: 1 },
    "POST /api/applications": await renewal(anna),
  };

  function address(route: AnyRoute): string {
    const path = route.path.replace(/\?.*/, "");
    const own = route.params === undefined ? {} : ids[path];
    assert.ok(own, `${route.path}: say here whose ids these are`);
    const address = route.path.replace(/:(\w+)/g, (_, id) => own[id]!);
    const query = route.params && queries[path];
    return query ? `${address}${address.includes("?") ? "&" : "?"}${query}` : address;
  }

  return {
    ...{ portal, anna, berta, address },
    bodyOf: (route) => bodies[nameOf(route)],
    async send(route, headers, text) {
      const json: Record<string, string> = text === undefined ? {} : { "Content-Type": "application/json" };
      const reply = await portal.request(route.method, address(route), {
        headers: { ...json, ...headers },
        body: text,
      });
      return reply.status;
    },
  };
}
