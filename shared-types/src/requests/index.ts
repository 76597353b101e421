import type { RequestDefinition } from "../define.ts";
import { applyFreightDriver } from "./apply-freight-driver.ts";
import { renewQualification } from "./renew-qualification.ts";

/** Everything a person can ask a province for, in the order of the menu. */
export const requests: readonly RequestDefinition[] = [renewQualification, applyFreightDriver];

/** Those that open a case: the businesses. */
export const businesses: readonly RequestDefinition[] = requests.filter((request) =>
  request.code.startsWith("SQ"),
);

export function requestOf(code: string): RequestDefinition | undefined {
  return requests.find((request) => request.code === code);
}
