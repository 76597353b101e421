import { type Doc, docOf, isDoc, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import type { Command, Engine, Request } from "./engine.ts";
import { docsOption, flag } from "./options.ts";
import { sessionOf } from "./sessions.ts";
import { deleteMany, insertOne, type Outcome, parseStatement, runStatements, updateMany } from "./write.ts";

/** MongoDB 8's `bulkWrite`: statements of several kinds on several collections. */
export const bulkWrite: Command = {
  options: [
    "ops",
    "nsInfo",
    "ordered",
    "errorsOnly",
    "bypassDocumentValidation",
    "let",
    "cursor",
    "stmtId",
    "stmtIds",
  ],
  run(request, engine) {
    demand(request.db === "admin", "Unauthorized", "bulkWrite may only be run against the admin database.");
    const ops = docsOption(request, "ops");
    const namespaces = docsOption(request, "nsInfo").map((info) => info.get("ns") as string);
    const ordered = flag(request, "ordered", true);
    const errorsOnly = flag(request, "errorsOnly");
    return engine.storage.write(() => {
      const { outcomes, errors, retried } = runStatements(engine, request, ops, ordered, (op) =>
        perform(engine, request, op, namespaces),
      );
      const failed = new Map(errors.map((error) => [error.index, error]));
      const results = outcomes.flatMap((outcome, idx) => {
        const { index: _, ...error } = failed.get(idx) ?? { index: idx };
        if (outcome) return errorsOnly ? [] : [resultOf(ops[idx]!, outcome, idx)];
        return [docOf({ ok: 0, idx, n: 0, ...(error as Record<string, Value>) })];
      });
      const total = (kind: string, count: (outcome: Outcome) => number) =>
        outcomes.reduce((sum, outcome, at) => sum + (outcome && ops[at]!.has(kind) ? count(outcome) : 0), 0);
      const { cursor } = engine.cursors.start("admin.$cmd.bulkWrite", results, {
        session: sessionOf(request.body),
      });
      return {
        cursor,
        nErrors: errors.length,
        nInserted: total("insert", ({ n }) => n),
        nMatched: total("update", (outcome) => ("upserted" in outcome ? 0 : outcome.n)),
        nModified: total("update", ({ nModified }) => nModified),
        nUpserted: total("update", (outcome) => ("upserted" in outcome ? 1 : 0)),
        nDeleted: total("delete", ({ n }) => n),
        ...(retried.length ? { retriedStmtIds: retried } : {}),
      };
    });
  },
};

function perform(engine: Engine, request: Request, op: Doc, namespaces: string[]): Outcome {
  const [kind] = op.keys();
  const ns = namespaces[toNumber(op.get(kind!))];
  demand(ns, "BadValue", `BulkWrite ops entry ${kind} has an invalid nsInfo index.`);
  if (kind === "insert") {
    const document = op.get("document");
    demand(
      isDoc(document),
      "IDLFailedToParse",
      "BSON field 'insert.document' is missing but a required field",
    );
    return insertOne(engine, ns, document);
  }
  demand(kind === "update" || kind === "delete", "BadValue", `Unrecognized bulkWrite operation '${kind}'`);
  const statement = parseStatement(request, op, { filter: "filter", update: "updateMods" });
  return kind === "update" ? updateMany(engine, ns, statement) : deleteMany(engine, ns, statement);
}

const resultOf = (op: Doc, outcome: Outcome, idx: number): Doc =>
  docOf({
    ok: 1,
    idx,
    n: outcome.n,
    ...(op.has("update") ? { nModified: outcome.nModified } : {}),
    ...("upserted" in outcome ? { upserted: docOf({ _id: outcome.upserted }) } : {}),
  });
