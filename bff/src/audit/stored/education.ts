import { Files } from "../../attachments/models.ts";
import { type EducationDoc, EducationResults } from "../../education/model.ts";
import { digestOfResults, idOfResult, resultsIn } from "../../education/record-results.ts";
import type { InboxDoc } from "../../exchange/collections.ts";
import type { IncomingRow } from "../../exchange/deps.ts";
import { personKey } from "../../identity/owners.ts";
import {
  altered,
  entriesOn,
  inBatches,
  inserted,
  type Look,
  opened,
  removed,
  type StoredFinding,
} from "./finding.ts";

/**
 * Results of older messages may have been erased after five years though a message that told them again has not:
 * whether they are gone is not asked.
 */
const askedFor = 4 * 366 * 86_400_000;

/** A batch of results against the trail, and each of them against what is stored. */
export async function lookAtBatch(
  doc: InboxDoc,
  rows: readonly IncomingRow[],
  { from, now }: Look,
  told: Set<string>,
): Promise<StoredFinding | null> {
  const results = new Map(resultsIn(rows));
  const ids = [...results.keys()];
  for (const id of ids) told.add(id);
  const entries = (await entriesOn([doc.serial])).get(doc.serial) ?? [];
  const digest = digestOfResults(ids);
  const isTold = entries.some((one) => one.act === "feedback CX1003" && one.digest === digest);
  if (doc.at >= from && !isTold) return altered(`message ${doc._id}`);
  if (now.getTime() - doc.at.getTime() > askedFor) return null;
  const there = (await EducationResults.collection
    .find({ _id: { $in: ids } } as never)
    .toArray()) as unknown as EducationDoc[];
  const stored = new Map(there.map((one) => [one._id, one]));
  for (const [id, { files }] of results) {
    const one = stored.get(id);
    if (one === undefined) return removed(`result ${id} of ${doc._id}`);
    // The one that told it first decided whether its voucher is fit.
    const first = one.peer === doc.peer && one.receivedAt.getTime() === doc.at.getTime();
    if (first && one.unfit !== (files.certifyFile?.unfit ?? null))
      return altered(`result ${id} of ${doc._id}`);
  }
  return null;
}

/** Every result: its values and its voucher make its id, and its id number says whose it is. `told`: by messages that are there. */
export async function lookAtResults(look: Look, told: ReadonlySet<string>): Promise<StoredFinding | null> {
  const all = EducationResults.collection.find({}) as unknown as AsyncIterable<EducationDoc>;
  for await (const some of inBatches(all)) {
    for (const { _id, person, body, file, receivedAt } of some) {
      look.seen += 1;
      const text = opened(body, { id: _id, path: "body" });
      if (text === null) return altered(`result ${_id}`);
      const values = JSON.parse(text) as Record<string, string>;
      const files: Record<string, { file: string }> = file === null ? {} : { certifyFile: { file } };
      if (idOfResult({ body: values, files }) !== _id) return altered(`result ${_id}`);
      if (personKey(values.idType ?? "", values.idCard ?? "") !== person) return altered(`result ${_id}`);
      if (receivedAt < look.settled && !told.has(_id)) return inserted(`result ${_id}`);
    }
    const files = some.flatMap(({ file, unfit }) => (file === null || unfit !== null ? [] : [file]));
    const there = await Files.collection
      .find({ _id: { $in: files } } as never, { projection: { _id: 1 } })
      .toArray();
    const known = new Set(there.map((one) => String(one._id)));
    const gone = files.find((one) => !known.has(one));
    if (gone !== undefined) return removed(`file ${gone}`);
  }
  return null;
}
