// find: projection, sort, skip and limit, options. reference/command/find and tutorial/project-fields-from-query-results.
import { fails, find, gives, page } from "./row.ts";

const project = (projection: unknown) => find({}, { projection });
const doc = [{ _id: 1, a: 1, b: { c: 2, d: 3 }, e: [1, 2, 3, 4] }];
const people = [
  {
    _id: 1,
    s: [
      { n: "a", g: 7 },
      { n: "b", g: 9 },
      { n: "c", g: 9 },
    ],
  },
  { _id: 2, s: [{ n: "d", g: 1 }] },
];

export const rows = [
  ...page(
    "tutorial/project-fields-from-query-results/",
    ["an inclusion returns the fields and _id", doc, project({ a: 1 }), gives([{ _id: 1, a: 1 }])],
    ["_id may be left out", doc, project({ a: 1, _id: 0 }), gives([{ a: 1 }])],
    ["an exclusion returns the rest", doc, project({ b: 0, e: 0 }), gives([{ _id: 1, a: 1 }])],
    [
      "fields come in the document's order, not the projection's",
      doc,
      project({ e: 1, a: 1 }),
      gives([{ _id: 1, a: 1, e: [1, 2, 3, 4] }]),
    ],
    [
      "a dotted inclusion keeps the outer document",
      doc,
      project({ "b.c": 1 }),
      gives([{ _id: 1, b: { c: 2 } }]),
    ],
    [
      "a nested form is the same as the dotted one",
      doc,
      project({ b: { d: 1 } }),
      gives([{ _id: 1, b: { d: 3 } }]),
      "driver",
    ],
    ["a dotted exclusion", doc, project({ "b.c": 0, e: 0 }), gives([{ _id: 1, a: 1, b: { d: 3 } }])],
    [
      "a dotted inclusion goes into arrays",
      people,
      find({ _id: 2 }, { projection: { "s.g": 1 } }),
      gives([{ _id: 2, s: [{ g: 1 }] }]),
    ],
    ["inclusion and exclusion cannot be mixed", doc, project({ a: 1, b: 0 }), fails(31254), "driver"],
    ["exclusion and inclusion cannot be mixed", doc, project({ a: 0, b: 1 }), fails(31253), "driver"],
    [
      "an expression makes a new field",
      doc,
      project({ _id: 0, x: { $add: ["$a", 10] } }),
      gives([{ x: 11 }]),
      "driver",
    ],
    ["a missing field is left out", doc, project({ zzz: 1 }), gives([{ _id: 1 }])],
  ),
  ...page(
    "reference/operator/projection/slice/",
    [
      "$slice takes the first",
      doc,
      project({ e: { $slice: 2 }, a: 1 }),
      gives([{ _id: 1, a: 1, e: [1, 2] }]),
      "driver",
    ],
    [
      "$slice takes the last when negative",
      doc,
      project({ e: { $slice: -1 }, a: 1 }),
      gives([{ _id: 1, a: 1, e: [4] }]),
      "driver",
    ],
    [
      "$slice skips and takes",
      doc,
      project({ e: { $slice: [1, 2] }, a: 1 }),
      gives([{ _id: 1, a: 1, e: [2, 3] }]),
      "driver",
    ],
    [
      "$slice alone returns the other fields too",
      doc,
      project({ e: { $slice: 1 } }),
      gives([{ _id: 1, a: 1, b: { c: 2, d: 3 }, e: [1] }]),
    ],
  ),
  ...page("reference/operator/projection/elemMatch/", [
    "$elemMatch returns the first matching element",
    people,
    project({ s: { $elemMatch: { g: 9 } } }),
    gives([{ _id: 1, s: [{ n: "b", g: 9 }] }, { _id: 2 }]),
  ]),
  ...page(
    "reference/operator/projection/positional/",
    [
      "the positional projection returns the element that the query matched",
      people,
      find({ "s.g": 9 }, { projection: { "s.$": 1 } }),
      gives([{ _id: 1, s: [{ n: "b", g: 9 }] }]),
    ],
    [
      "the positional projection follows $elemMatch",
      people,
      find({ s: { $elemMatch: { g: 9, n: "c" } } }, { projection: { "s.$": 1 } }),
      gives([{ _id: 1, s: [{ n: "c", g: 9 }] }]),
    ],
  ),
];
