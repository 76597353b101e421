import type { EducationSummary } from "shared-types";
import { getFile } from "../attachments/files.ts";
import { nameOfRegion } from "../cases/region-name.ts";
import { dayOf } from "../certificates/days.ts";
import type { Config } from "../config.ts";
import { unseal } from "../crypto/sealed.ts";
import { maskNumber } from "../identity/mask.ts";
import { maxTimeMS } from "../store/connection.ts";
import { type EducationDoc, EducationResults } from "./model.ts";

/**
 * The results of the person with this `personKey`, the latest first, 200 at most. Of several about the same time of
 * study the one that was received last is shown: the sender corrected it.
 */
export async function listResults(person: string, config: Config): Promise<EducationSummary[]> {
  const found = await EducationResults.find({ person })
    .sort({ receivedAt: -1 })
    .limit(200)
    .maxTimeMS(maxTimeMS)
    .lean<EducationDoc[]>();
  const shown = new Map<string, EducationSummary>();
  for (const one of found) {
    const summary = summaryOf(one, config);
    const { certificateCode, from, until } = summary;
    const about = JSON.stringify([certificateCode, from, until]);
    if (!shown.has(about)) shown.set(about, summary);
  }
  return [...shown.values()].sort((a, b) => (a.until < b.until ? 1 : -1));
}

/** The voucher of one of this person's results; null when it is none of his, or has none that may be handed on. */
export async function readVoucher(person: string, id: string): Promise<Buffer | null> {
  const found = await EducationResults.findOne({ _id: id, person }).maxTimeMS(maxTimeMS).lean<EducationDoc>();
  return found?.file == null || found.unfit !== null ? null : getFile(found.file);
}

function summaryOf({ _id, body: sealed, file, unfit }: EducationDoc, config: Config): EducationSummary {
  const body: Readonly<Record<string, string>> = JSON.parse(unseal(sealed, { id: _id, path: "body" }));
  const { provinceCode = "", educationStartTime, educationEndTime, currCreditLevel: level } = body;
  const { scoreEducationReason: reason } = body;
  const cycle = /^((?:19|20)\d{6}) ?((?:19|20)\d{6})$/.exec(body.creditAssessCycle ?? "");
  const levelName = config.codes.creditLevels?.find(({ code }) => code === level)?.name ?? level;
  const clearedOn = dayOf(body.clearScoreTime);
  return {
    id: _id,
    regionName: nameOfRegion(provinceCode, config),
    certificateCode: maskNumber(body.certificateCode ?? ""),
    ...{ from: dayOf(educationStartTime), until: dayOf(educationEndTime) },
    ...{ hours: body.totalTime ?? "", score: body.totalScore ?? "" },
    ...(cycle && { cycle: { from: dayOf(cycle[1]), until: dayOf(cycle[2]) } }),
    ...(levelName && { creditLevel: levelName }),
    ...(reason && { reason }),
    ...(clearedOn && { clearedOn }),
    ...(file !== null &&
      unfit === null && { file: { name: "学习凭证", url: `/api/education/${_id}/voucher` } }),
    ...(unfit !== null && {
      missing: `学习凭证打不开（${unfit}），学习结果不受影响。需要凭证请联系学习平台。`,
    }),
  };
}
