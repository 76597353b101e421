// The same question with and without an index has one answer: a row gives what MongoDB gives, the index must not show.
import { Decimal128, Long } from "bson";
import { find, ids, page } from "./row.ts";

const mixed = [
  { _id: 1, n: 1 },
  { _id: 2, n: "a" },
  { _id: 3, n: null },
  { _id: 4 },
  { _id: 5, n: [1, "a", null] },
  { _id: 6, n: [] },
  { _id: 7, n: 2.5 },
  { _id: 8, n: Long.fromNumber(7) },
  { _id: 9, n: { a: 1 } },
  { _id: 10, n: true },
  { _id: 11, n: new Date(0) },
  { _id: 12, n: Decimal128.fromString("3") },
  { _id: 13, n: [[1, 2]] },
  { _id: 14, n: "" },
  { _id: 15, n: [2, 9] },
  { _id: 16, n: "ab" },
];
const indexed = { docs: mixed, indexes: [{ key: { n: 1 }, name: "n_1" }] };
const asked: readonly (readonly [string, unknown, readonly number[]])[] = [
  ["equality", 1, [1, 5]],
  ["equality with null", null, [3, 4, 5]],
  ["equality with an array", [1, "a", null], [5]],
  ["equality with an array that is also an element", [1, 2], [13]],
  ["equality with the empty array", [], [6]],
  ["equality with the empty string", "", [14]],
  ["equality with a document", { a: 1 }, [9]],
  ["greater than a number", { $gt: 1 }, [7, 8, 12, 15]],
  ["less than a number", { $lt: 3 }, [1, 5, 7, 15]],
  ["between two numbers", { $gte: 2, $lte: 7 }, [7, 8, 12, 15]],
  ["greater than a string", { $gt: "" }, [2, 5, 16]],
  ["at most a string", { $lte: "a" }, [2, 5, 14]],
  ["greater or equal null", { $gte: null }, [3, 4, 5]],
  ["greater than a date", { $gte: new Date(-1) }, [11]],
  ["greater than false", { $gt: false }, [10]],
  ["an array range", { $gte: [1] }, [5, 13, 15]],
  ["not equal", { $ne: 1 }, [2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  ["not null", { $ne: null }, [1, 2, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  ["one of several kinds", { $in: [1, "a", true] }, [1, 2, 5, 10]],
  ["one of null and a number", { $in: [null, 7] }, [3, 4, 5, 8]],
  ["one of arrays", { $in: [[], [2, 9]] }, [6, 15]],
  ["none of", { $nin: [1, null] }, [2, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  ["there", { $exists: true }, [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  ["not there", { $exists: false }, [4]],
  ["of a kind", { $type: "number" }, [1, 5, 7, 8, 12, 15]],
  ["an array", { $type: "array" }, [5, 6, 13, 15]],
  ["of a size", { $size: 2 }, [15]],
  ["all of", { $all: [1, "a"] }, [5]],
  ["an element that is both", { $elemMatch: { $gt: 1, $lt: 5 } }, [15]],
  ["by regular expression", /^a/, [2, 5, 16]],
  ["by regular expression without an anchor", { $regex: "b" }, [16]],
  ["not greater", { $not: { $gt: 1 } }, [1, 2, 3, 4, 5, 6, 9, 10, 11, 13, 14, 16]],
  ["by remainder", { $mod: [7, 0] }, [8]],
];

export const rows = [
  ...page(
    "reference/operator/query/",
    ...asked.map(
      ([name, n, found]) =>
        [`${name}, by scan`, mixed, find({ n }, { sort: { _id: 1 } }), ids(...found)] as const,
    ),
  ),
  ...page(
    "core/query-plans/",
    ...asked.map(
      ([name, n, found]) =>
        [`${name}, by index`, indexed, find({ n }, { sort: { _id: 1 } }), ids(...found)] as const,
    ),
  ),
];
