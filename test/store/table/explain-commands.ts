// The same question with and without an index has one answer: a row gives what MongoDB gives, the index must not show.
import { command, gives, has, page, script } from "./row.ts";

const pairs = Array.from({ length: 30 }, (_, i) => ({ _id: i, a: i % 3, b: (i * 7) % 10, l: [i, i + 1] }));
const ab = { docs: pairs, indexes: [{ key: { a: 1, b: -1 }, name: "ab" }] };

export const rows = [
  ...page(
    "reference/command/explain/",
    ...["update", "delete", "count", "distinct", "findAndModify", "aggregate"].map(
      (name) =>
        [
          `explain of ${name} tells the plan and changes nothing`,
          ab,
          script(async ({ db, coll }) => {
            const c = coll.collectionName;
            const bodies: Record<string, object> = {
              update: { update: c, updates: [{ q: { a: 1 }, u: { $set: { z: 1 } }, multi: true }] },
              delete: { delete: c, deletes: [{ q: { a: 1 }, limit: 0 }] },
              count: { count: c, query: { a: 1 } },
              distinct: { distinct: c, key: "b", query: { a: 1 } },
              findAndModify: { findAndModify: c, query: { a: 1 }, remove: true },
              aggregate: { aggregate: c, pipeline: [{ $match: { a: 1 } }], cursor: {} },
            };
            const plan = JSON.stringify(
              await db.command({ explain: bodies[name], verbosity: "queryPlanner" }),
            );
            return [
              plan.includes("IXSCAN") || plan.includes("COUNT_SCAN") || plan.includes("DISTINCT_SCAN"),
              await coll.countDocuments({ a: 1, z: { $exists: false } }),
            ];
          }),
          gives([true, 10]),
        ] as const,
    ),
  ),
  ...page(
    "reference/write-concern/",
    [
      "more members than there are is said in writeConcernError, and the write is done",
      [],
      [command((c) => ({ insert: c, documents: [{ _id: 1 }], writeConcern: { w: 2, wtimeout: 100 } }))],
      { fails: { code: 100 }, docs: [{ _id: 1 }] },
    ],
    [
      "w 1, majority and j are taken",
      [],
      [
        command((c) => ({ insert: c, documents: [{ _id: 1 }], writeConcern: { w: 1 } })),
        command((c) => ({
          insert: c,
          documents: [{ _id: 2 }],
          writeConcern: { w: "majority", j: true, wtimeout: 1000 },
        })),
      ],
      has({ n: 1, ok: 1 }),
    ],
    [
      "comment, maxTimeMS and readConcern are taken",
      pairs,
      command((c) => ({
        find: c,
        filter: { _id: 1 },
        comment: { a: 1 },
        maxTimeMS: 1000,
        readConcern: { level: "majority" },
      })),
      has({ ok: 1 }),
    ],
    [
      "an unknown read concern fails",
      pairs,
      command((c) => ({ find: c, readConcern: { level: "foo" } })),
      { fails: { code: [9, 2] } },
    ],
  ),
];
