// One run from sign-in to the wanted state.
import { requestOf, type TimelineEntry } from "shared-types";
import { firms, people } from "../simulators/people.ts";
import type { Hold } from "../support/api-description.ts";
import { apply } from "./apply.ts";
import { DemoError } from "./errors.ts";
import { follow, type Until } from "./follow.ts";
import { Portal } from "./portal.ts";
import type { RunningSystem } from "./system.ts";

export interface Wanted {
  readonly business: string;
  readonly region: string;
  readonly until: Until;
  /** Seconds. */
  readonly timeout: number;
}

export interface Outcome {
  readonly business: string;
  readonly region: string;
  readonly person: string;
  readonly businessSn: string;
  readonly caseId: string;
  readonly state: string;
  readonly stateName: string;
  readonly reached: Until;
  readonly seconds: number;
  readonly timeline: readonly TimelineEntry[];
}

/** `hold` looks at every answer of the portal. @throws DemoError with one clear sentence, BadEnd where the case ended badly. */
export async function run(
  system: RunningSystem,
  wanted: Wanted,
  tell: (line: string) => void,
  hold?: Hold,
): Promise<Outcome> {
  const { business, region, until, timeout } = wanted;
  const begun = Date.now();
  const person = accountFor(business, region);
  const portal = new Portal(system.url, hold);
  await portal.signIn(person.id);
  tell(`${person.name} signed in`);
  const { caseId, businessSn } = await apply(portal, business, region);
  tell(`${business} submitted: ${businessSn}`);
  // Only our own simulators can be asked for a good end; any other province decides as it likes.
  const simulator = system.simulators[region];
  if (simulator && until !== "submitted") await askForGoodEnd(simulator, businessSn);
  const deadline = begun + timeout * 1000;
  const { case: found, timeline } = await follow(portal, caseId, until, deadline, (entry, again) =>
    tell(again ? `${again}: ${lineOf(entry)}` : lineOf(entry)),
  );
  if (found.region !== region) throw new DemoError(`the case went to ${found.region} instead of ${region}`);
  return {
    business,
    region,
    person: person.name,
    businessSn,
    caseId,
    state: found.state,
    stateName: found.stateName,
    reached: until,
    seconds: Math.round((Date.now() - begun) / 100) / 10,
    timeline,
  };
}

/** A workshop is a firm's: its clerk signs in for it. Everything else a person does for himself. */
function accountFor(business: string, region: string): { id: string; name: string } {
  const near = <T extends { region: string }>(some: readonly T[]) =>
    some.find((one) => one.region === region) ?? some[0]!;
  if (requestOf(business)?.audience !== "repair") return near(people);
  const { id, firmName } = near(firms);
  return { id, name: firmName };
}

async function askForGoodEnd(simulator: string, businessSn: string): Promise<void> {
  const response = await fetch(`${simulator}/cases/${businessSn}/good-end`, { method: "POST" }).catch(
    () => null,
  );
  if (!response?.ok)
    throw new DemoError(`the simulated province at ${simulator} could not be asked for the good end`);
}

const lineOf = ({ at, title, words, reason, examinationPlan, parcel }: TimelineEntry) =>
  [`${clock(at)}  ${title}`, words, reason, examinationPlan, parcel && `${parcel.company} ${parcel.number}`]
    .filter(Boolean)
    .join(" · ");

const clock = (iso: string) =>
  new Date(iso).toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
