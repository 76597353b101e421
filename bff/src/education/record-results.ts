import { record } from "../audit/current.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { blindIndex, seal } from "../crypto/sealed.ts";
import type { Incoming, IncomingRow } from "../exchange/deps.ts";
import { isProvince } from "../exchange/header.ts";
import { type Answered, answerOf } from "../exchange/return-codes.ts";
import { personKey } from "../identity/owners.ts";
import { isDuplicate } from "../store/connection.ts";
import { type EducationDoc, EducationResults } from "./model.ts";

const atOnce = 500;

/**
 * Takes a batch of results (CX1003). Whether it may be taken is decided before the first one is written; when we die in
 * between, the inbox brings the batch again and what is there already stays as it is. Gives 0000, or 0004 with the path
 * of the first result that belongs to another province than its sender.
 */
export async function recordResults(incoming: Incoming): Promise<Answered> {
  const { peer, serial, receivedAt, rows = [] } = incoming;
  const foreign = rows.findIndex(({ body }) => !mayTell(peer, body.provinceCode ?? ""));
  if (foreign >= 0) return answerOf("noPermission", `CX1003.educationInfo[${foreign}].provinceCode`);
  const results = resultsIn(rows);
  await record({
    ...{ who: `province:${peer}`, act: "feedback CX1003", on: serial, result: `${results.length} results` },
    digest: digestOfResults(results.map(([id]) => id)),
  });
  for (let from = 0; from < results.length; from += atOnce)
    await add(results.slice(from, from + atOnce).map(([id, row]) => documentOf(id, row, peer, receivedAt)));
  return answerOf("done");
}

/** Provinces tell about their own people; the continuing-education platform, which is no province, about all. */
function mayTell(peer: string, provinceCode: string): boolean {
  const [own, told] = [peer.slice(0, 2), provinceCode.slice(0, 2)];
  // The Corps (66, ours) has no code of its own in GB/T 2260: it stands under Xinjiang.
  return !isProvince(peer) || told === own || (own === "66" && told === "65");
}

/** The records of a batch by their id, each once. */
export function resultsIn(rows: readonly IncomingRow[]): [id: string, row: IncomingRow][] {
  return [...new Map(rows.map((row) => [idOfResult(row), row])).entries()];
}

/** What the trail holds of a batch. */
export function digestOfResults(ids: readonly string[]): string {
  return sm3Hex(ids.join("\n"));
}

/** Of values and files' contents, whatever their order. */
export function idOfResult({
  body,
  files,
}: {
  readonly body: IncomingRow["body"];
  readonly files: Readonly<Record<string, { readonly file: string }>>;
}): string {
  const digests = Object.entries(files).map(([name, { file }]) => [name, file] as const);
  const content = [...Object.entries(body), ...digests].sort(([a], [b]) => (a < b ? -1 : 1));
  return blindIndex(`education:${JSON.stringify(content)}`);
}

function documentOf(_id: string, { body, files }: IncomingRow, peer: string, receivedAt: Date): EducationDoc {
  const { idType = "", idCard = "" } = body;
  const { file = null, unfit = null } = files.certifyFile ?? {};
  const sealed = seal(JSON.stringify(body), { id: _id, path: "body" });
  return { _id, person: personKey(idType, idCard), peer, body: sealed, file, unfit, receivedAt };
}

async function add(documents: readonly EducationDoc[]): Promise<void> {
  const writes = documents.map(({ _id, ...values }) => ({
    updateOne: { filter: { _id }, update: { $setOnInsert: values }, upsert: true },
  }));
  const write = () => EducationResults.bulkWrite(writes, { ordered: false });
  // Somebody else wrote one of them in the same moment: at the second time it is found.
  await write().catch((error) => {
    if (!isDuplicate(error)) throw error;
    return write();
  });
}
