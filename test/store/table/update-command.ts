// Update operators on fields: reference/operator/update.
import { command, docs, has, page, update, updateMany } from "./row.ts";

const one = [{ _id: 1 }];

export const rows = [
  ...page(
    "reference/command/update/",
    [
      "updateMany changes all that match and counts them",
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
        { _id: 3, a: 2 },
      ],
      updateMany({ a: 1 }, { $set: { b: 1 } }),
      {
        ...has({ matchedCount: 2, modifiedCount: 2 }),
        docs: [
          { _id: 1, a: 1, b: 1 },
          { _id: 2, a: 1, b: 1 },
          { _id: 3, a: 2 },
        ],
      },
    ],
    [
      "updateOne changes one",
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 1 },
      ],
      update({ a: 1 }, { $inc: { a: 10 } }),
      has({ matchedCount: 1, modifiedCount: 1 }),
    ],
    [
      "an update that finds nothing says so",
      one,
      update({ _id: 9 }, { $set: { a: 1 } }),
      has({ matchedCount: 0, modifiedCount: 0, upsertedCount: 0 }),
    ],
    [
      "the answer is n and nModified",
      one,
      command((c) => ({ update: c, updates: [{ q: {}, u: { $set: { a: 1 } } }] })),
      has({ n: 1, nModified: 1, ok: 1 }),
    ],
    [
      "sort decides which one document is updated (8.0)",
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ],
      command((c) => ({ update: c, updates: [{ q: {}, u: { $set: { x: 1 } }, sort: { a: -1 } }] })),
      docs({ _id: 1, a: 1 }, { _id: 2, a: 2, x: 1 }),
    ],
    [
      "let gives variables to $expr",
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ],
      command((c) => ({
        update: c,
        updates: [{ q: { $expr: { $eq: ["$a", "$$x"] } }, u: { $set: { hit: 1 } } }],
        let: { x: 2 },
      })),
      docs({ _id: 1, a: 1 }, { _id: 2, a: 2, hit: 1 }),
    ],
    [
      "a multi update cannot be a replacement",
      one,
      command((c) => ({ update: c, updates: [{ q: {}, u: { a: 1 }, multi: true }] })),
      has({ writeErrors: [{ index: 0, code: 9 }] }),
    ],
    [
      "an ordered update stops at the first error",
      [{ _id: 1, a: "x" }],
      command((c) => ({
        update: c,
        updates: [
          { q: {}, u: { $inc: { a: 1 } } },
          { q: {}, u: { $set: { b: 1 } } },
        ],
      })),
      { ...has({ n: 0, writeErrors: [{ index: 0, code: 14 }] }), docs: [{ _id: 1, a: "x" }] },
    ],
    [
      "an unordered update goes on after an error",
      [{ _id: 1, a: "x" }],
      command((c) => ({
        update: c,
        ordered: false,
        updates: [
          { q: {}, u: { $inc: { a: 1 } } },
          { q: {}, u: { $set: { b: 1 } } },
        ],
      })),
      { ...has({ n: 1, writeErrors: [{ index: 0, code: 14 }] }), docs: [{ _id: 1, a: "x", b: 1 }] },
    ],
  ),
];
