// Indexes of every kind, unique keys and what explain says: indexes/, reference/command/createIndexes.
import type { Document } from "bson";
import { Long } from "bson";
import type { Step } from "./row.ts";
import { command, fails, find, has, ids, page, script } from "./row.ts";

const by = (...indexes: Document[]) => ({
  indexes: indexes.map((i) => ({
    name: Object.entries(i.key as object)
      .flat()
      .join("_"),
    ...i,
  })),
});
/** The stages of the winning plan, from the top. */
const stages = (filter: Document, options: Document = {}): Step =>
  script(async ({ db, coll }) => {
    const found: string[] = [];
    const visit = (stage: Document | undefined): void => {
      if (!stage) return;
      if (stage.stage)
        found.push(
          String(stage.stage).replace(/^EXPRESS_|^IDHACK$/, (m) => (m === "IDHACK" ? "IXSCAN" : "")),
        );
      for (const below of [stage.queryPlan, stage.inputStage, ...(stage.inputStages ?? [])]) visit(below);
    };
    const answer = await db.command({
      explain: { find: coll.collectionName, filter, ...options },
      verbosity: "queryPlanner",
    });
    visit(answer.queryPlanner.winningPlan);
    return { scans: [...new Set(found.filter((s) => /SCAN$/.test(s)))], sorts: found.includes("SORT") };
  });
const uses = (scan: string) => has({ scans: [scan] });
const hundred = Array.from({ length: 100 }, (_, i) => ({
  _id: i,
  n: i,
  m: i % 10,
  s: `s${i}`,
  l: [i, i + 1000],
}));

export const rows = [
  ...page(
    "reference/explain-results/",
    ["no index: COLLSCAN", { docs: hundred }, stages({ n: 5 }), uses("COLLSCAN")],
    ["equality: IXSCAN", { docs: hundred, ...by({ key: { n: 1 } }) }, stages({ n: 5 }), uses("IXSCAN")],
    ["_id: by its index", { docs: hundred }, stages({ _id: 5 }), has({ scans: ["IXSCAN"] }), "driver"],
    [
      "$in: IXSCAN",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      stages({ n: { $in: [1, 2] } }),
      uses("IXSCAN"),
    ],
    [
      "a range: IXSCAN",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      stages({ n: { $gt: 5, $lt: 9 } }),
      uses("IXSCAN"),
    ],
    [
      "a prefix of a compound index: IXSCAN",
      { docs: hundred, ...by({ key: { n: 1, m: 1 } }) },
      stages({ n: 5 }),
      uses("IXSCAN"),
    ],
    [
      "not the second field of a compound index: COLLSCAN",
      { docs: hundred, ...by({ key: { n: 1, m: 1 } }) },
      stages({ m: 5 }),
      uses("COLLSCAN"),
    ],
    [
      "equality then sort by the next field: no SORT",
      { docs: hundred, ...by({ key: { m: 1, n: 1 } }) },
      stages({ m: 5 }, { sort: { n: 1 } }),
      has({ scans: ["IXSCAN"], sorts: false }),
    ],
    [
      "a sort by an index needs no SORT",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      stages({}, { sort: { n: -1 } }),
      has({ scans: ["IXSCAN"], sorts: false }),
    ],
    [
      "a sort without an index needs one",
      { docs: hundred },
      stages({}, { sort: { n: 1 } }),
      has({ scans: ["COLLSCAN"], sorts: true }),
    ],
    [
      "$or over indexed fields: IXSCAN only",
      { docs: hundred, ...by({ key: { n: 1 } }, { key: { s: 1 } }) },
      stages({ $or: [{ n: 1 }, { s: "s5" }] }),
      uses("IXSCAN"),
    ],
    [
      "$or with one side not indexed: COLLSCAN",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      stages({ $or: [{ n: 1 }, { s: "s5" }] }),
      uses("COLLSCAN"),
    ],
    [
      "a partial index is used when the query implies its filter",
      { docs: hundred, ...by({ key: { n: 1 }, partialFilterExpression: { n: { $exists: true } } }) },
      stages({ n: { $lte: 5 } }),
      uses("IXSCAN"),
    ],
    [
      "a partial index is not used when it might lose documents",
      { docs: hundred, ...by({ key: { n: 1 }, partialFilterExpression: { m: { $gt: 5 } } }) },
      stages({ n: 5 }),
      uses("COLLSCAN"),
    ],
    [
      "a prefix regular expression: IXSCAN",
      { docs: hundred, ...by({ key: { s: 1 } }) },
      stages({ s: /^s5/ }),
      uses("IXSCAN"),
    ],
    [
      "an element of an array: IXSCAN",
      { docs: hundred, ...by({ key: { l: 1 } }) },
      stages({ l: 1005 }),
      uses("IXSCAN"),
    ],
    [
      "$natural hint: COLLSCAN",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      stages({ n: 5 }, { hint: { $natural: 1 } }),
      uses("COLLSCAN"),
    ],
    [
      "executionStats counts what was read",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      command((c) => ({
        explain: { find: c, filter: { n: { $gte: 10, $lt: 15 } } },
        verbosity: "executionStats",
      })),
      has({
        executionStats: { executionSuccess: true, nReturned: 5, totalKeysExamined: 5, totalDocsExamined: 5 },
      }),
    ],
    [
      "executionStats of a scan counts every document",
      { docs: hundred },
      command((c) => ({ explain: { find: c, filter: { n: 5 } }, verbosity: "executionStats" })),
      has({ executionStats: { nReturned: 1, totalDocsExamined: 100 } }),
    ],
    [
      "explain names the index",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      script(async ({ coll }) =>
        JSON.stringify(await coll.find({ n: 5 }).explain()).includes('"indexName":"n_1"'),
      ),
      { gives: true },
    ],
    [
      "aggregate can be explained",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      script(async ({ coll }) =>
        JSON.stringify(await coll.aggregate([{ $match: { n: 5 } }]).explain()).includes("IXSCAN"),
      ),
      { gives: true },
    ],
    [
      "an unknown verbosity fails",
      { docs: hundred },
      command((c) => ({ explain: { find: c }, verbosity: "foo" })),
      fails([2, 9]),
    ],
    [
      "a long in the query uses an index over ints",
      { docs: hundred, ...by({ key: { n: 1 } }) },
      find({ n: Long.fromNumber(7) }, { hint: "n_1" }),
      ids(7),
    ],
  ),
];
