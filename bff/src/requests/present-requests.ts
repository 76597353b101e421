import { type CaseAction, type FollowUp, type RequestSummary, requestOf } from "shared-types";
import type { CaseDoc, CaseRequest } from "../cases/model.ts";
import { nameOfRegion } from "../cases/region-name.ts";
import { isoOf } from "../cases/timeline.ts";
import type { Config } from "../config.ts";
import { answerTo } from "./facts.ts";
import { bodyOfFeedback } from "./make.ts";
import { opennessOf } from "./openness.ts";
import { deliveryOfRequest } from "./request-words.ts";
import { resultWords, voucherAgain } from "./result-words.ts";

/** In the order of a case's life. */
const order: readonly FollowUp[] = ["QX1001", "PJ1001", "CX1004", "PJ1003", "HT1001"];

/** What the owner can ask about a case. */
export function actionsOf(of: CaseDoc): CaseAction[] {
  return order.flatMap((request) => {
    const openness = opennessOf(of, request);
    return openness === null ? [] : [{ request, title: requestOf(request)!.title, ...openness }];
  });
}

/** The requests in a document that this owner made (at a window's QR nobody is signed in), the latest last. */
export function requestsIn(of: CaseDoc, ownerId: string, config: Config, now: Date): RequestSummary[] {
  return (of.requests ?? [])
    .filter(({ by }) => by === ownerId || (by === null && of.ownerId === ownerId))
    .map((request) => present(of, request, config, now));
}

function present(of: CaseDoc, request: CaseRequest, config: Config, now: Date): RequestSummary {
  const message = of.outbox.find(({ id }) => id === request.id)!;
  const result = resultOf(of, request);
  return {
    requestId: request.id,
    request: request.request,
    title: requestOf(request.request)!.title,
    submittedAt: request.at.toISOString(),
    delivery: deliveryOfRequest(request, message, nameOfRegion(of.region, config), now),
    ...(result && { result }),
  };
}

function resultOf(of: CaseDoc, request: CaseRequest): RequestSummary["result"] {
  const feedback = answerTo(of, request);
  if (feedback === undefined) return undefined;
  const words =
    request.request === "CX1004" ? voucherAgain : resultWords(feedback, bodyOfFeedback(of, feedback));
  if (words === null) return undefined;
  const { good, title, reason } = words;
  const at = isoOf(feedback.date) ?? feedback.receivedAt.toISOString();
  return { at, good, title, words: words.words + (reason && `办理机构说明：${reason}`) };
}
