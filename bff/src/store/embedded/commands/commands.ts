import { type Doc, docOf, isDoc, isNumber, toNumber } from "../bson/value.ts";
import { demand, MongoError, NO_TRANSACTIONS } from "../errors.ts";
import { aggregate } from "./aggregate.ts";
import { embeddedBackup } from "./backup.ts";
import { bulkWrite } from "./bulk-write.ts";
import {
  collMod,
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from "./collections.ts";
import { DIAGNOSTICS } from "./diagnostics.ts";
import type { Command, Engine, Reply, Request } from "./engine.ts";
import { explain } from "./explain.ts";
import { count, distinct, find, getMore, killCursors } from "./find.ts";
import { findAndModify } from "./find-and-modify.ts";
import { createIndexes, dropIndexes, listIndexes } from "./indexes.ts";
import { insert, remove, update } from "./write-commands.ts";

/** Every command, by its name. */
export const COMMANDS: Record<string, Command> = {
  ...DIAGNOSTICS,
  aggregate,
  bulkWrite,
  collMod,
  count,
  create,
  createIndexes,
  delete: remove,
  distinct,
  drop,
  dropDatabase,
  deleteIndexes: dropIndexes,
  dropIndexes,
  embeddedBackup,
  explain,
  find,
  findAndModify,
  findandmodify: findAndModify,
  buildinfo: DIAGNOSTICS.buildInfo!,
  getMore,
  insert,
  killCursors,
  listCollections,
  listDatabases,
  listIndexes,
  renameCollection,
  update,
};

/** What every command may have. */
const EVERYWHERE = new Set([
  "$db",
  "lsid",
  "$clusterTime",
  "$readPreference",
  "readConcern",
  "writeConcern",
  "maxTimeMS",
  "comment",
  "apiVersion",
  "apiStrict",
  "apiDeprecationErrors",
  "txnNumber",
  "autocommit",
  "startTransaction",
  "$audit",
  "$client",
  "databaseVersion",
  "mayBypassWriteBlocking",
  "rawData",
]);

/** Runs one command and gives its whole answer, an error included. Never throws. */
export async function execute(request: Request, engine: Engine): Promise<Reply> {
  try {
    const { name, body } = request;
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new MongoError("CommandNotFound", `no such command: '${name}'`);
    checkOptions(request, command);
    const explained = name === "aggregate" && body.get("explain") === true;
    const reply = explained
      ? await explain.run(
          { ...request, name: "explain", body: docOf({ explain: body, verbosity: "queryPlanner" }) },
          engine,
        )
      : await command.run(request, engine);
    return { ...reply, ...concernError(body), ok: 1 };
  } catch (error) {
    return failure(error);
  }
}

function checkOptions({ name, body }: Request, command: Command): void {
  const { options } = command;
  for (const option of options === "any" ? [] : [...body.keys()].slice(1))
    demand(
      EVERYWHERE.has(option) || options.includes(option),
      "IDLUnknownField",
      `BSON field '${name}.${option}' is an unknown field.`,
    );
  demand(
    !body.has("startTransaction") && body.get("autocommit") === undefined,
    "IllegalOperation",
    NO_TRANSACTIONS,
  );
  const version = body.get("apiVersion");
  demand(version === undefined || version === "1", "APIVersionError", 'API version must be "1"');
  const level = isDoc(body.get("readConcern")) ? (body.get("readConcern") as Doc).get("level") : undefined;
  demand(
    level === undefined || ["local", "available", "majority", "linearizable"].includes(String(level)),
    level === "snapshot" ? "InvalidOptions" : "FailedToParse",
    `readConcern level ${String(level)} is not served by the embedded store`,
  );
}

/** A write concern that one machine cannot fulfil: the write is done, and the answer says what is lacking. */
function concernError(body: Doc): Reply {
  const concern = body.get("writeConcern");
  const w = isDoc(concern) ? concern.get("w") : undefined;
  if (isNumber(w) && toNumber(w) > 1)
    return {
      writeConcernError: {
        code: 100,
        codeName: "UnsatisfiableWriteConcern",
        errmsg: "Not enough data-bearing nodes",
      },
    };
  if (typeof w === "string" && w !== "majority")
    return {
      writeConcernError: {
        code: 79,
        codeName: "UnknownReplWriteConcern",
        errmsg: `No write concern mode named '${w}' found in replica set configuration`,
      },
    };
  return {};
}

function failure(error: unknown): Reply {
  if (!(error instanceof MongoError)) console.error(error); // ours to repair: the stack belongs in the log
  const known =
    error instanceof MongoError
      ? error
      : new MongoError("InternalError", `internal error: ${(error as Error).message}`);
  return { ok: 0, errmsg: known.message, code: known.code, codeName: known.codeName, ...known.details };
}
