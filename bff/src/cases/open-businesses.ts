import { openness, type ProvinceOverride } from "shared-types";

/** Businesses that this release carries from end to end; the others are shown and say that they are not yet open. */
const built: ReadonlySet<string> = new Set(["SQ1005", "SQ1008"]);

/** Whether a business can be sent now in a province, and if not, why. */
export function opennessOf(
  province: ProvinceOverride | undefined,
  business: string,
): { open: boolean; why?: string } {
  if (!built.has(business)) return { open: false, why: "这项业务即将开通，目前请到当地办事窗口办理" };
  return openness(province, business);
}
