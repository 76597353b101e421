import type { FollowUp } from "shared-types";

/** Pages of what follows a submission. */
export const followPaths = {
  /** `more`: what the form starts with (a level of rating, the timeline's entry). */
  request: (request: FollowUp, caseId = "", more: Readonly<Record<string, string>> = {}) =>
    `/pages/request/index?${queryOf({ request, case: caseId, ...more })}`,
  requested: (requestId: string, caseId = "") =>
    `/pages/requested/index?${queryOf({ id: requestId, case: caseId })}`,
  requests: "/pages/requests/index",
  certificates: "/pages/certificates/index",
  claim: "/pages/claim/index",
  verify: "/pages/verify/index",
};

function queryOf(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
}
