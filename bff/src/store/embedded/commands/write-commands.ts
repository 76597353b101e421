import { type Doc, toNumber } from "../bson/value.ts";
import { demand } from "../errors.ts";
import type { Command, Engine, Reply, Request } from "./engine.ts";
import { docsOption, flag, namespaceOf } from "./options.ts";
import { deleteMany, insertOne, type Outcome, parseStatement, runStatements, updateMany } from "./write.ts";

const COMMON = [
  "ordered",
  "bypassDocumentValidation",
  "let",
  "stmtId",
  "stmtIds",
  "isTimeseriesNamespace",
  "collectionUUID",
  "encryptionInformation",
  "bypassEmptyTsReplacement",
];

type Perform = (engine: Engine, request: Request, ns: string, statement: Doc) => Outcome;

/** A command that is a list of statements: one transaction, and an answer once that is on the disk. */
const statements = (
  list: string,
  check: (request: Request, statement: Doc) => void,
  perform: Perform,
  summary: (outcomes: (Outcome | undefined)[]) => Reply,
): Command => ({
  options: [list, ...COMMON],
  run(request, engine) {
    const ns = namespaceOf(request);
    const docs = docsOption(request, list);
    const ordered = flag(request, "ordered", true);
    for (const doc of docs) check(request, doc);
    return engine.storage.write(() => {
      const { outcomes, errors, retried } = runStatements(engine, request, docs, ordered, (statement) =>
        perform(engine, request, ns, statement),
      );
      return {
        n: outcomes.reduce((sum, outcome) => sum + (outcome?.n ?? 0), 0),
        ...summary(outcomes),
        ...(errors.length ? { writeErrors: errors } : {}),
        ...(retried.length ? { retriedStmtIds: retried } : {}),
      };
    });
  },
});

export const insert = statements(
  "documents",
  () => undefined,
  (engine, _, ns, doc) => insertOne(engine, ns, doc),
  () => ({}),
);

export const remove = statements(
  "deletes",
  (request, spec) => {
    known("delete.deletes", spec, ["q", "limit", "collation", "hint", "sampleId"]);
    demand(
      spec.has("limit"),
      "IDLFailedToParse",
      "BSON field 'delete.deletes.limit' is missing but a required field",
    );
    const limit = toNumber(spec.get("limit"));
    demand(
      limit === 0 || limit === 1,
      "FailedToParse",
      `The limit field in delete objects must be 0 or 1. Got ${limit}`,
    );
    refuseRetried(request, limit === 0);
  },
  (engine, request, ns, spec) => deleteMany(engine, ns, parseStatement(request, spec)),
  () => ({}),
);

export const update = statements(
  "updates",
  (request, spec) => {
    known("update.updates", spec, [
      "q",
      "u",
      "c",
      "arrayFilters",
      "multi",
      "upsert",
      "upsertSupplied",
      "collation",
      "hint",
      "sampleId",
      "sort",
    ]);
    demand(
      spec.has("u"),
      "IDLFailedToParse",
      "BSON field 'update.updates.u' is missing but a required field",
    );
    refuseRetried(request, spec.get("multi") === true);
  },
  (engine, request, ns, spec) => updateMany(engine, ns, parseStatement(request, spec)),
  (outcomes) => {
    const upserted = outcomes.flatMap((outcome, index) =>
      outcome && "upserted" in outcome ? [{ index, _id: outcome.upserted }] : [],
    );
    const nModified = outcomes.reduce((sum, outcome) => sum + (outcome?.nModified ?? 0), 0);
    return { nModified, ...(upserted.length ? { upserted } : {}) };
  },
);

/** A statement on many documents cannot be sent again safely, so it must not have a number. */
function refuseRetried({ body }: Request, many: boolean): void {
  demand(
    !many || !body.has("txnNumber"),
    "InvalidOptions",
    "Cannot use retryable writes with multi: true or limit: 0",
  );
}

/** Refuses a field of a statement that MongoDB does not know. */
export function known(where: string, spec: Doc, names: readonly string[]): void {
  for (const name of spec.keys())
    demand(names.includes(name), "IDLUnknownField", `BSON field '${where}.${name}' is an unknown field.`);
}
