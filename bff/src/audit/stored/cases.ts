import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { Files } from "../../attachments/models.ts";
import type { CaseDoc } from "../../cases/model.ts";
import { sm3Hex } from "../../crypto/provider.ts";
import { cases } from "../../exchange/collections.ts";
import type { Entry } from "../entry.ts";
import { contentOf, isState } from "./case-content.ts";
import {
  altered,
  entriesOn,
  entriesWith,
  inBatches,
  inserted,
  type Look,
  removed,
  type StoredFinding,
} from "./finding.ts";

type Told = ReadonlyMap<string, readonly Entry[]>;

/** Every case against its own seals, the trail and the files it names. */
export async function lookAtCases(look: Look): Promise<StoredFinding | null> {
  for await (const some of inBatches(cases().find({}))) {
    const serials = some.flatMap(({ outbox }) => outbox.map(({ serial }) => serial));
    const told = await entriesOn([...some.flatMap(({ businessSn }) => businessSn || []), ...serials]);
    for (const of of some) {
      look.seen += of.outbox.length + of.feedbacks.length;
      const finding = contentOf(of) ?? unsentIn(of, told, look) ?? (await againstTrail(of, told, look));
      if (finding) return finding;
      if (!isState(of)) return altered(`state of ${of.businessSn}`);
    }
    const finding = await missingFile(some);
    if (finding) return finding;
  }
  return missingMessage(look);
}

async function againstTrail(of: CaseDoc, all: Told, { from, settled }: Look): Promise<StoredFinding | null> {
  const { businessSn, region, proof, createdAt, feedbacks } = of;
  if (!businessSn) return null;
  const entries = all.get(businessSn) ?? [];
  const told = entries.filter(({ who, act }) => who === `province:${region}` && act.startsWith("feedback "));
  for (const { key, ipc, sn, receivedAt } of feedbacks)
    if (receivedAt >= from && !told.some(({ digest }) => digest === key))
      return inserted(`${ipc} ${sn} of ${businessSn}`);
  const submitted = entries.filter(({ act }) => act.startsWith("submit "));
  if (proof && createdAt >= from && !submitted.some(({ digest }) => digest === sm3Hex(proof)))
    return altered(`case ${businessSn}`);
  const here = new Set(feedbacks.map(({ key }) => key));
  for (const { act, digest, at } of told.filter((one) => !here.has(one.digest)))
    if (new Date(at) < settled && (await isNowhere({ businessSn, region, "feedbacks.key": digest })))
      return removed(`${act} of ${businessSn}`);
  return null;
}

/** A message is written down before it leaves: one that counts as delivered and was never sent was made so by hand. */
function unsentIn({ businessSn, outbox, feedbacks }: CaseDoc, told: Told, { from }: Look) {
  for (const { ipc, serial, st, code, at } of outbox) {
    if (st !== "DONE" || at.getTime() - day < from.getTime()) continue;
    const acts = (told.get(serial) ?? []).map(({ act }) => act);
    const known =
      code === "feedback"
        ? feedbacks.length > 0
        : acts.includes(code === "operator" ? `settle ${ipc}` : `send ${ipc}`);
    if (!known) return altered(`message ${serial} of ${businessSn}`);
  }
  return null;
}

const day = 86_400_000;

/** A file that is too large to be kept has nothing but its digest; it is unfit. */
async function missingFile(some: readonly CaseDoc[]): Promise<StoredFinding | null> {
  const wanted = new Map<string, string>();
  for (const { businessSn, attachments, feedbacks } of some) {
    const handedOn = feedbacks.flatMap(({ files }) => files.filter(({ unfit }) => unfit === undefined));
    for (const { file } of [...attachments, ...handedOn]) wanted.set(file, businessSn);
  }
  const there = await Files.collection
    .find({ _id: { $in: [...wanted.keys()] } } as never, { projection: { _id: 1 } })
    .toArray();
  for (const { _id } of there) wanted.delete(String(_id));
  const [gone] = wanted;
  return gone === undefined ? null : removed(`file ${gone[0]} of ${gone[1]}`);
}

/** What left us stays in the outbox of its case for ever. */
async function missingMessage({ settled }: Look): Promise<StoredFinding | null> {
  const acts = Object.keys(interfaces).filter((ipc) => ipc !== "XT1001" && ipc !== "YZ1001");
  const sent = entriesWith({ act: { $in: acts.map((ipc) => `send ${ipc}`) }, result: "begun" });
  for await (const some of inBatches(sent)) {
    const serials = some.filter(({ at }) => new Date(at) < settled).map(({ on }) => on);
    // A SerialNum begins with the region of the peer.
    const region = { $in: [...new Set(serials.map((serial) => serial.slice(0, 6)))] };
    const holding = await cases()
      .find({ region, "outbox.serial": { $in: serials } }, { projection: { "outbox.serial": 1 } })
      .toArray();
    const known = new Set(holding.flatMap(({ outbox }) => outbox.map(({ serial }) => serial)));
    const gone = serials.find((serial) => !known.has(serial));
    if (gone !== undefined) return removed(`message ${gone}`);
  }
  return null;
}

const isNowhere = async (filter: object) => (await cases().countDocuments(filter, { limit: 1 })) === 0;
