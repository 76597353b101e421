// find: projection, sort, skip and limit, options. reference/command/find and tutorial/project-fields-from-query-results.
import { command, fails, find, has, page } from "./row.ts";

const numbered = (...v: unknown[]) => v.map((n, i) => ({ _id: i + 1, n }));

export const rows = [
  ...page(
    "reference/command/find/",
    [
      "the answer is a cursor",
      numbered(1),
      command((c) => ({ find: c, filter: { n: 1 } })),
      has({ cursor: { firstBatch: [{ _id: 1, n: 1 }] }, ok: 1 }),
    ],
    [
      "a missing collection is empty",
      [],
      command((c) => ({ find: `${c}_none` })),
      has({ cursor: { firstBatch: [] }, ok: 1 }),
    ],
    [
      "singleBatch closes the cursor",
      numbered(1, 2, 3),
      command((c) => ({ find: c, batchSize: 2, singleBatch: true })),
      has({
        cursor: {
          firstBatch: [
            { _id: 1, n: 1 },
            { _id: 2, n: 2 },
          ],
          id: 0,
        },
      }),
    ],
    [
      "let gives variables to $expr",
      numbered(1, 2),
      command((c) => ({ find: c, filter: { $expr: { $eq: ["$n", "$$x"] } }, let: { x: 2 } })),
      has({ cursor: { firstBatch: [{ _id: 2, n: 2 }] } }),
    ],
    ["a negative limit fails", numbered(1), command((c) => ({ find: c, limit: -1 })), fails(51024)],
    ["an unknown option fails", numbered(1), command((c) => ({ find: c, foo: 1 })), fails(40415)],
    [
      "a filter that is not a document fails",
      numbered(1),
      command((c) => ({ find: c, filter: 1 })),
      fails(14, "TypeMismatch"),
    ],
    ["a hint to an index that is not there fails", numbered(1), find({ n: 1 }, { hint: "nope_1" }), fails(2)],
  ),
];
