import { decode } from "../bson/decode.ts";
import { encode } from "../bson/encode.ts";
import { type Doc, isDoc, toNumber, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { parseProjection } from "../query/project.ts";
import type { Command, Engine, Reply, Request } from "./engine.ts";
import { docOption, flag, namespaceOf } from "./options.ts";
import { deleteMany, type Outcome, parseStatement, updateMany } from "./write.ts";

/** Finds one document, changes or removes it, and answers with the one before or after: MongoDB's claim. */
export const findAndModify: Command = {
  options: [
    "query",
    "sort",
    "remove",
    "update",
    "new",
    "fields",
    "upsert",
    "bypassDocumentValidation",
    "arrayFilters",
    "hint",
    "collation",
    "let",
    "stmtId",
    "sampleId",
  ],
  run(request, engine) {
    const ns = namespaceOf(request);
    const removes = flag(request, "remove");
    const returnsNew = flag(request, "new");
    demand(
      removes !== request.body.has("update"),
      "FailedToParse",
      "Either an update or remove=true must be specified",
    );
    demand(
      !(removes && returnsNew),
      "FailedToParse",
      "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
    );
    demand(
      !(removes && flag(request, "upsert")),
      "FailedToParse",
      "Cannot specify both upsert=true and remove=true",
    );
    const statement = parseStatement(request, withoutMulti(request.body), {
      filter: "query",
      update: "update",
    });
    return engine.storage.write(() =>
      once(engine, request, () => {
        const outcome = removes ? deleteMany(engine, ns, statement) : updateMany(engine, ns, statement);
        return answer(request, outcome, removes, returnsNew);
      }),
    );
  },
};

const withoutMulti = (body: Doc): Doc =>
  new Map([...body].filter(([name]) => name !== "multi" && name !== "limit"));

/** Does it once, also when the command is sent again: the whole answer is remembered. */
function once(engine: Engine, request: Request, perform: () => Reply): Reply {
  engine.records.bypassValidators = flag(request, "bypassDocumentValidation");
  const memory = engine.sessions.memoryOf(request);
  const statement = toNumber(request.body.get("stmtId") ?? 0);
  const before = memory.recall(statement);
  if (isDoc(before)) return { ...Object.fromEntries(before), retriedStmtId: statement };
  const reply = perform();
  memory.remember(statement, decode(encode(reply)));
  memory.save();
  return reply;
}

function answer(request: Request, outcome: Outcome, removes: boolean, returnsNew: boolean): Reply {
  const doc = returnsNew ? outcome.after : "upserted" in outcome ? undefined : outcome.before;
  const fields = docOption(request, "fields");
  const shown: Value =
    doc && fields?.size ? parseProjection(fields)(doc, { root: doc, current: doc, now: request.now }) : doc;
  return {
    lastErrorObject: {
      n: outcome.n,
      ...(removes ? {} : { updatedExisting: outcome.n > 0 && !("upserted" in outcome) }),
      ...("upserted" in outcome ? { upserted: outcome.upserted } : {}),
    },
    value: shown ?? null,
  };
}
