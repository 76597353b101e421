import { cases } from "../exchange/collections.ts";
import { readPauses, readStates } from "../exchange/peer-state.ts";
import { type Facts, findingsOf, type Promised } from "./case-findings.ts";
import { type Finding, finding } from "./findings.ts";
import { isLongPause, type Silence, usualSilence } from "./silence.ts";

/** One province, one case by its number or by its `_id`; nothing: all. */
export interface Only {
  readonly region?: string | undefined;
  readonly businessSn?: string | undefined;
  readonly caseId?: string | undefined;
}

/** What we hold against what the provinces' feedback shows; what an operator has settled too (`listFindings` knows). */
export async function reconcile(promised: Promised, now: Date, only: Only = {}): Promise<Finding[]> {
  const { region, businessSn, caseId } = only;
  const wanted = { region, businessSn, _id: caseId };
  const filter = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const found = cases().find(filter, {
    projection: { answers: 0, "outbox.body": 0, "feedbacks.body": 0, proof: 0 },
  });
  const all: Facts[] = [];
  for await (const one of found) all.push(one);
  const whole = businessSn === undefined && caseId === undefined;
  const slow = new Map<string, number | null>();
  for (const region of new Set(all.map((one) => one.region)))
    slow.set(
      region,
      usualSilence(whole ? all.filter((one) => one.region === region) : await silencesOf(region)),
    );
  const silent = whole ? await withoutHeartbeat(now, region) : [];
  return [...silent, ...all.flatMap((one) => findingsOf(one, promised, slow.get(one.region) ?? null, now))];
}

/** How long the province of one case is usually silent is told by its other cases. */
async function silencesOf(region: string): Promise<Silence[]> {
  const projection = { "outbox.st": 1, "outbox.at": 1, "feedbacks.receivedAt": 1 };
  return cases().find({ region }, { projection }).toArray();
}

async function withoutHeartbeat(now: Date, only: string | undefined): Promise<Finding[]> {
  const pauses = await readPauses();
  return (await readStates()).flatMap(({ region, hb: { theirsAt } }) => {
    if ((only ?? region) !== region || theirsAt === null) return [];
    if (!isLongPause(now.getTime() - theirsAt.getTime(), pauses.get(region) ?? [])) return [];
    const about = { region, businessSn: "", ipc: "XT1001", since: theirsAt, now };
    return [finding("noHeartbeat", { of: [region, ""], facts: [theirsAt.toISOString()], ...about })];
  });
}
