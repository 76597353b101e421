import type { CaseDoc } from "../cases/model.ts";
import { cases } from "../exchange/collections.ts";
import { maxTimeMS } from "../store/connection.ts";
import { withoutCase } from "./access.ts";

/** Documents with requests of this owner that are about no case of his, the latest first. */
export async function listRequests(ownerId: string): Promise<CaseDoc[]> {
  const elsewhere = [{ ownerId: { $ne: ownerId } }, { business: { $in: [...withoutCase] } }];
  return cases()
    .find(
      { "requests.by": ownerId, $or: elsewhere },
      { projection: { "outbox.body": 0, answers: 0 }, maxTimeMS },
    )
    .sort({ createdAt: -1 })
    .limit(200)
    .toArray();
}
