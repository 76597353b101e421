import { timeOf } from "../audit/entry.ts";
import type { CaseDoc } from "../cases/model.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { blindIndex } from "../crypto/sealed.ts";

/** What a proof is made in; docs/proof.md describes it for those who verify it with a program of their own. */
export const format = "road-transport-portal/proof-1";

type Submitted = Pick<
  CaseDoc,
  "_id" | "business" | "businessSn" | "region" | "attachments" | "createdAt" | "channel"
>;

/**
 * What the portal held when an application was submitted, as the JSON text that is signed: its number, its time, and a
 * digest for each answer and photo. It holds no answer, so it stays when personal content is erased.
 */
export function statementOf(of: Submitted, answers: Readonly<Record<string, string>>): string {
  return JSON.stringify({
    format,
    kind: "submitted",
    portal: "999999",
    businessSn: of.businessSn,
    business: of.business,
    region: of.region,
    at: timeOf(of.createdAt),
    answers: Object.entries(answers)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, digest: digestOfAnswer(saltOf(of._id, name), name, value) })),
    photos: of.attachments.map(({ imageType, name, file }) => ({ imageType, name, digest: file })),
  });
}

/** Without its salt an id number could be found by trying all; with it, each answer can be shown alone. */
export function saltOf(caseId: string, name: string): string {
  return blindIndex(`proof of ${caseId}: ${name}`).slice(0, 32);
}

function digestOfAnswer(salt: string, name: string, value: string): string {
  return sm3Hex(JSON.stringify([salt, name, value]));
}
