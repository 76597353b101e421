import { type Notice, requestOf, rolledBack } from "shared-types";
import type { Config } from "../config.ts";
import { cases } from "../exchange/collections.ts";
import { subjectKeyOf, withoutCase } from "../requests/access.ts";
import { wasCancelled } from "../requests/facts.ts";
import { maxTimeMS } from "../store/connection.ts";
import { type CaseDoc, Cases } from "./model.ts";
import { nameOfRegion } from "./region-name.ts";

interface Who {
  readonly ownerId: string;
  readonly actorId: string;
}

/** Cases in this person's name that he did not begin here and has said nothing about yet, the latest first. */
export async function noticesFor(who: Who, config: Config): Promise<Notice[]> {
  const notBegunHere = [{ origin: "window" }, { actorId: { $nin: [who.actorId, null] } }, { channel: "3" }];
  const unanswered = {
    mine: { $ne: who.actorId },
    "requests.by": { $ne: who.ownerId },
    business: { $nin: [...withoutCase] },
    state: { $ne: rolledBack },
  };
  const found = await cases()
    .find(
      {
        $or: [
          { ownerId: who.ownerId, ...unanswered, $or: notBegunHere as never },
          { subject: await subjectKeyOf(who), ...unanswered, ownerId: { $ne: who.ownerId } },
        ],
      },
      { projection: { "outbox.body": 0, feedbacks: 0, answers: 0 }, maxTimeMS },
    )
    .sort({ createdAt: -1 })
    .limit(50)
    .toArray();
  return found
    .filter((of) => !wasCancelled(of))
    .map((of) => {
      const regionName = nameOfRegion(of.region, config);
      const title = requestOf(of.business)?.title ?? of.business;
      const words = `${howBegun(of, who)(regionName)}是您本人要办的吗？不是的话，请马上申请退回。`;
      const since = of.createdAt.toISOString();
      return { caseId: of._id, title, regionName, since, words, own: of.ownerId === who.ownerId };
    });
}

function howBegun(of: CaseDoc, who: Who): (region: string) => string {
  if (of.origin === "window") return (region) => `${region}的办事窗口以您的名义办了这件业务。`;
  if (of.ownerId !== who.ownerId) return () => "有人用另一个账号、以您的身份证件申请了这件业务。";
  if (of.channel === "3") return () => "有人在自助终端上以您的名义申请了这件业务。";
  return () => "另一位经办人以您单位的名义申请了这件业务。";
}

/** Notes that a case is this person's after all; false where it is none of his. */
export async function confirmMine(who: Who, caseId: string): Promise<boolean> {
  const found = await Cases.findById(caseId, { ownerId: 1, subject: 1 }).maxTimeMS(maxTimeMS).lean();
  const his =
    found !== null &&
    (found.ownerId === who.ownerId || (found.subject != null && found.subject === (await subjectKeyOf(who))));
  if (his) await Cases.updateOne({ _id: caseId }, { $addToSet: { mine: who.actorId } });
  return his;
}
