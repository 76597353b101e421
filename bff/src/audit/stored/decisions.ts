import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { sm3Hex } from "../../crypto/provider.ts";
import { decisions, settlements } from "../../exchange/collections.ts";
import { kindsOfFindings } from "../../operations/findings.ts";
import {
  altered,
  entriesOn,
  entriesWith,
  inBatches,
  inserted,
  type Look,
  opened,
  removed,
  type StoredFinding,
} from "./finding.ts";

interface Decided {
  readonly _id: string;
  readonly who: string;
  readonly at: Date;
  readonly words: string;
  readonly on: string;
  readonly act: string;
}

/** What operators decided, with their reasons: each is in the trail, and each that worked is stored. */
export async function lookAtDecisions(look: Look): Promise<StoredFinding | null> {
  const known = new Set<string>();
  for await (const some of inBatches(all())) {
    const told = await entriesOn(some.map(({ on }) => on));
    for (const { _id, who, at, words, on, act } of some) {
      look.seen += 1;
      known.add(`${on} ${act}`);
      const text = opened(words, { id: _id, path: "words" });
      if (text === null) return altered(`decision ${_id}`);
      const entries = (told.get(on) ?? []).filter(
        (one) => one.who === `operator:${who}` && isAct(one.act, act),
      );
      if (at < look.from) continue;
      if (entries.length === 0) return inserted(`decision ${_id}`);
      if (!entries.some(({ digest }) => digest === sm3Hex(text))) return altered(`decision ${_id}`);
    }
  }
  const acts = [
    ...Object.keys(interfaces).flatMap((ipc) => messageActs.map((act) => `${act} ${ipc}`)),
    ...kindsOfFindings.map((kind) => `settle finding ${kind}`),
  ];
  for await (const { on, act } of entriesWith({ act: { $in: acts }, result: "done" })) {
    const kept = act.startsWith("settle finding ") ? act : act.split(" ")[0];
    if (!known.has(`${on} ${kept}`)) return removed(`decision ${act} of ${on}`);
  }
  return null;
}

const messageActs = ["resend", "settle", "correct"];

/** Of a message the trail names the interface too. */
const isAct = (told: string, act: string) => told === act || told.startsWith(`${act} `);

async function* all(): AsyncGenerator<Decided> {
  for await (const { serial: on, ...one } of decisions().find({})) yield { ...one, on };
  for await (const { kind, ...one } of settlements().find({}))
    yield { ...one, act: `settle finding ${kind}` };
}
