// Every filter that the portal sends to its store, by the driver's own monitoring, and the plan that answers each.
import { isDeepStrictEqual } from "node:util";
import { Collection, type Document, MongoClient } from "mongodb";
import mongoose from "mongoose";

/** One query in its shape, and how it is answered. */
export interface Seen {
  readonly collection: string;
  /** The filter's and the sort's fields with their operators; `everything` for no filter. */
  readonly shape: string;
  /** Names of the indexes, `… as a whole` without bounds, or COLLSCAN; empty where the collection does not exist. */
  readonly by: readonly string[];
}

interface Query extends Omit<Seen, "by"> {
  readonly explained: Document;
}

export interface Watch {
  /** File and line below bff/src of each call that asks the store. */
  readonly places: ReadonlySet<string>;
  /** Explains each shape of a query that was sent to a database, by another connection. */
  explain(uri: string): Promise<Seen[]>;
  end(): void;
}

/** Watches mongoose's connection, whose address asks for it: `?monitorCommands=true`. */
export function watchQueries(): Watch {
  const queries = new Map<string, Query>();
  const { places, end } = watchPlaces();
  mongoose.connection.getClient().on("commandStarted", ({ commandName, command }) => {
    for (const { explained, filter } of statementsOf(commandName, command)) {
      // The driver keeps a sort as a Map.
      const sorted = explained.sort?.size ? ` sorted by ${[...explained.sort.keys()].join(", ")}` : "";
      const query = { collection: command[commandName], explained, shape: `${shapeOf(filter)}${sorted}` };
      queries.set(`${commandName} ${query.collection} ${query.shape}`, query);
    }
  });
  return {
    places,
    end,
    async explain(uri) {
      const client = await new MongoClient(uri).connect();
      const seen: Seen[] = [];
      for (const { explained, collection, shape } of queries.values()) {
        const answer = await client.db().command({ explain: explained, verbosity: "queryPlanner" });
        seen.push({ collection, shape, by: accesses(answer.queryPlanner.winningPlan) });
      }
      await client.close();
      return seen;
    },
  };
}

const filterNames: Record<string, string> = {
  ...{ find: "filter", count: "query", distinct: "query", findAndModify: "query" },
};
const lists: Record<string, string> = { update: "updates", delete: "deletes" };
const kept = ["filter", "query", "sort", "skip", "limit", "projection", "key", "update", "hint"];

/** What of a command can be explained, one statement at a time. */
function statementsOf(name: string, command: Document): { explained: Document; filter: Document }[] {
  const list = lists[name];
  if (list)
    return command[list].map((statement: Document) => ({
      explained: { [name]: command[name], [list]: [statement] },
      filter: statement.q,
    }));
  // The driver counts by a pipeline.
  if (name === "aggregate") {
    const explained = { aggregate: command.aggregate, pipeline: command.pipeline, cursor: {} };
    return [{ explained, filter: command.pipeline[0]?.$match ?? {} }];
  }
  const filterName = filterNames[name];
  if (!filterName) return [];
  const options = Object.fromEntries(kept.filter((key) => key in command).map((key) => [key, command[key]]));
  return [{ explained: { [name]: command[name], ...options }, filter: command[filterName] ?? {} }];
}

/** Without its values: `{a: 1, b: {$in: [2]}}` is `a, b($in)`. */
function shapeOf(filter: Document): string {
  const entries = Object.entries(filter);
  return entries.length ? entries.map(([key, value]) => key + inner(value)).join(", ") : "everything";
}

function inner(value: unknown): string {
  if (Array.isArray(value)) return `[${[...new Set(value.filter(isPlain).map(shapeOf))].join(" | ")}]`;
  return isPlain(value) && Object.keys(value).length ? `(${shapeOf(value).replace(/\[\]/g, "")})` : "";
}

const isPlain = (value: unknown): value is Document =>
  value !== null && typeof value === "object" && value.constructor === Object;

function accesses(plan: Document): string[] {
  const found = [plan.inputStage, ...(plan.inputStages ?? [])].filter(Boolean).flatMap(accesses);
  if (plan.stage === "COLLSCAN") return ["COLLSCAN"];
  if (plan.stage !== "IXSCAN") return found;
  // Read from end to end, an index saves only the sorting.
  const [first] = Object.values(plan.indexBounds);
  return isDeepStrictEqual(first, ["[MinKey, MaxKey]"]) ? [`${plan.indexName} as a whole`] : [plan.indexName];
}

/** Names of methods that ask the store with a filter. */
export const asking =
  /^(find\w*|update(One|Many)|delete(One|Many)|countDocuments|distinct|exists|bulkWrite|aggregate)$/;

// A command does not tell where it comes from: a promise that is handed on leaves no frame.
function watchPlaces() {
  const places = new Set<string>();
  const undo: (() => void)[] = [];
  for (const holder of [mongoose.Model, Collection.prototype] as unknown as Record<string, unknown>[])
    for (const name of Object.getOwnPropertyNames(holder).filter((one) => asking.test(one))) {
      const act = holder[name] as (...args: unknown[]) => unknown;
      holder[name] = function (this: unknown, ...args: unknown[]) {
        const place = /\/(bff\/src\/[^:\s)]+:\d+)/.exec(new Error().stack ?? "")?.[1];
        if (place) places.add(place);
        return act.apply(this, args);
      };
      undo.push(() => {
        holder[name] = act;
      });
    }
  return { places, end: () => undo.forEach((each) => void each()) };
}
