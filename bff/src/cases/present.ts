import { type CaseAnswer, type CaseSummary, materialLabel, requestOf, stateNamed } from "shared-types";
import { type Config, contextOf } from "../config.ts";
import { isCorrectable, wasCancelled } from "../requests/facts.ts";
import { actionsOf, requestsIn } from "../requests/present-requests.ts";
import { deliveryOf, deliveryWords } from "./delivery-words.ts";
import type { CaseDoc } from "./model.ts";
import { type Outage, outageWords } from "./outage-words.ts";
import { presentAnswers } from "./present-answers.ts";
import { nameOfRegion } from "./region-name.ts";
import { titleOfTable } from "./table-of-answers.ts";
import { timelineOf } from "./timeline.ts";

/** A case in a list, in words. */
export function presentCase(of: CaseDoc, config: Config, now: Date): CaseSummary {
  const regionName = nameOfRegion(of.region, config);
  const delivery = deliveryOf(of, regionName, now);
  const state = stateOfCase(of, delivery.status === "delivered");
  return {
    caseId: of._id,
    business: of.business,
    title: requestOf(of.business)?.title ?? of.business,
    businessSn: of.businessSn,
    region: of.region,
    regionName,
    submittedAt: of.createdAt.toISOString(),
    state,
    ...wordsOf(of, state, delivery.words),
    delivery,
    origin: of.origin,
  };
}

/** One case with everything that its owner may see of it. */
export function presentWholeCase(
  of: CaseDoc,
  config: Config,
  now: Date,
  outage: Outage | null = null,
): CaseAnswer {
  const summary = explained(presentCase(of, config, now), outage);
  const requests = requestsIn(of, of.ownerId ?? "", config, now);
  const context = contextOf(config, of.region, now);
  return {
    case: summary,
    delivery: summary.delivery,
    timeline: timelineOf(of, summary, requests),
    answers: presentAnswers(of, config, now),
    attachments: of.attachments.map(({ imageType, file, table }) => ({
      imageType,
      name: table === undefined ? materialLabel(imageType, context) : titleIn(of.business, table),
      url: fileUrl(of, file),
      ...(table !== undefined && { document: true as const }),
    })),
    actions: actionsOf(of),
    correctable: isCorrectable(of),
    requests,
  };
}

/** While the province does not answer, its words say so; and nothing is on its way there then. */
function explained(summary: CaseSummary, outage: Outage | null): CaseSummary {
  const more = outage === null ? "" : outageWords(summary.delivery.status, outage);
  if (more === "") return summary;
  const delivery =
    summary.delivery.status === "sending"
      ? ({
          ...summary.delivery,
          status: "waiting",
          words: deliveryWords.waiting(summary.regionName),
        } as const)
      : summary.delivery;
  const words = delivery.words + more;
  const own = summary.words === summary.delivery.words ? words : summary.words;
  return { ...summary, words: own, delivery: { ...delivery, words } };
}

function titleIn(business: string, table: string): string {
  const definition = requestOf(business);
  return definition ? titleOfTable(definition, table) : table;
}

/** A file of a case: opens for the case's owner only. */
export function fileUrl(of: CaseDoc, digest: string): string {
  return `/api/cases/${of._id}/files/${digest}`;
}

/** State 1 is ours to say as soon as the province has confirmed; before that there is none of B.12. */
function stateOfCase(of: CaseDoc, delivered: boolean): string {
  // Withdrawn before it left: the province never had it and will say nothing.
  if (wasCancelled(of)) return "2";
  if (of.state !== "0") return of.state;
  return delivered && of.origin === "portal" ? "1" : "0";
}

function wordsOf(of: CaseDoc, state: string, delivery: string) {
  if (state === "0") return { stateName: "尚未送达", words: delivery, final: false, good: false };
  const { name, words, final, good } = stateNamed(of.business, state);
  return { stateName: name, words, final, good };
}
