import { officeOf, type ProvinceOverride, regionOfPlace } from "shared-types";
import { shanghaiTime } from "../exchange/header.ts";
import { nextNumber } from "../store/counters.ts";

/**
 * A new number of B.1: region 6, office 3, day 8 (Shanghai), 7 digits counted for each region, office and day. Never
 * given twice, by however many instances; gaps are allowed.
 */
export async function nextBusinessSn(
  place: string,
  province: ProvinceOverride | undefined,
  now: Date,
): Promise<string> {
  const office = officeOf(province, place)?.office ?? "000";
  const prefix = regionPart(place, province) + office + shanghaiTime(now).slice(0, 8);
  const number = await nextNumber(`businessSn:${prefix}`);
  if (number > 9_999_999) throw new Error(`no business number left for ${prefix}`);
  return prefix + String(number).padStart(7, "0");
}

/**
 * A number by which a province refers to a rating or complaint (feedbackSn, V64): interface, region, day, and digits
 * that count. Never the form of a businessSn, so that the two cannot be mistaken for each other.
 */
export async function nextFeedbackSn(ipc: string, region: string, now: Date): Promise<string> {
  const prefix = ipc + region + shanghaiTime(now).slice(0, 8);
  return prefix + String(await nextNumber(`feedbackSn:${prefix}`)).padStart(8, "0");
}

function regionPart(place: string, province: ProvinceOverride | undefined): string {
  switch (province?.businessSnRegion) {
    case "999999":
      return "999999";
    case "province":
      return regionOfPlace(place);
    default:
      return place;
  }
}
