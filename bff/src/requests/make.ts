import { nextBusinessSn, nextFeedbackSn } from "../cases/business-sn.ts";
import type { CaseDoc, CaseRequest, Feedback, Outgoing } from "../cases/model.ts";
import { type About, wireBody } from "../cases/wire-body.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { queue } from "../exchange/queue.ts";
import type { Checked } from "./check-request.ts";
import { asked, hasVoucher, stateByProvince } from "./facts.ts";

/** Who asks; nobody is signed in at the QR of a window. */
export interface Asker {
  readonly ownerId: string | null;
  readonly actorId: string | null;
}

/** One request with the message that carries it. */
export interface Made {
  readonly request: CaseRequest;
  readonly message: Outgoing;
}

interface Given {
  readonly id: string;
  readonly bodyHash: string;
  readonly entry?: string | undefined;
  readonly now: Date;
}

/** A request about a case, as it stands now. Throws `notFound` for a voucher (`entry`) that there is not. */
export async function makeAbout(of: CaseDoc, checked: Checked, who: Asker, given: Given): Promise<Made> {
  const { code } = checked.definition;
  const sn = code.startsWith("PJ") ? await nextFeedbackSn(code, of.region, given.now) : null;
  const feedback = code === "CX1004" ? voucherIn(of, given.entry) : null;
  const about: About = {
    ...{ caseSn: of.businessSn, caseType: of.business, caseState: stateByProvince(of) },
    ...(feedback && { feedback: bodyOfFeedback(of, feedback) }),
    ...(sn !== null && { feedbackSn: sn }),
    assessNumber: String(asked(of, "PJ1001").length + 1),
  };
  return make(checked, { about, businessSn: "" }, { ...given, sn, key: feedback?.key ?? null }, who);
}

/** A request about no case: a document of its own, of the same shape, which the same worker sends. */
export async function makeAlone(checked: Checked, who: Asker, given: Given): Promise<CaseDoc> {
  const { definition, region, place, context, answers } = checked;
  const { id, now } = given;
  const rating = definition.code.startsWith("PJ");
  const sn = rating
    ? await nextFeedbackSn(definition.code, region, now)
    : await nextBusinessSn(place, context.province, now);
  const about: About = rating ? { feedbackSn: sn } : {};
  const made = await make(checked, { about, businessSn: sn }, { ...given, sn, key: null }, who);
  return {
    ...{ _id: id, submitId: id, ownerId: who.ownerId, actorId: who.actorId, claim: null },
    ...{ business: definition.code, region, place, businessSn: sn, bodyHash: given.bodyHash },
    answers: seal(JSON.stringify(answers), { id, path: "answers" }),
    ...{ createdAt: now, channel: "1", state: "0", stateAt: null, needsOperator: false, origin: "portal" },
    ...{ attachments: [], outbox: [made.message], feedbacks: [], requests: [made.request] },
    send: { peer: region, due: now, fence: 0, owner: null, until: null },
  };
}

async function make(
  { definition, answers, attachments, context, region }: Checked,
  numbers: { about: About; businessSn: string },
  { id, bodyHash, now, sn, key }: Given & { sn: string | null; key: string | null },
  who: Asker,
): Promise<Made> {
  const body = wireBody({ definition, answers, attachments, context, now, ...numbers });
  const files = [...new Set(attachments.map((one) => one.file))];
  const message = await queue(definition.code, body, files, region, now);
  const request = definition.code as CaseRequest["request"];
  return {
    request: { id, request, at: now, by: who.ownerId, actorId: who.actorId, bodyHash, sn, entry: key },
    message: { ...message, id },
  };
}

/** The feedback whose voucher is wanted again; without a choice the last. */
function voucherIn({ feedbacks }: CaseDoc, entry: string | undefined): Feedback {
  const all = feedbacks.filter(hasVoucher);
  const found = entry === undefined ? all.at(-1) : all.find(({ key }) => key === entry);
  if (found === undefined) throw new AppError("notFound");
  return found;
}

/** The values of a feedback, by wire name. */
export function bodyOfFeedback(of: Pick<CaseDoc, "_id">, { key, body }: Feedback): Record<string, unknown> {
  return JSON.parse(unseal(body, { id: of._id, path: `feedbacks.${key}` }));
}
