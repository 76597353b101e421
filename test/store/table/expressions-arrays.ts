// Aggregation expressions, one by one: reference/operator/aggregation.
import { fails, is, isMissing, page, value } from "./row.ts";

const one = [
  { _id: 1, n: 7, s: "abc", l: [3, 1, 2], o: { p: 1 }, z: null, d: new Date("2024-02-29T13:45:30.123Z") },
];
const e = (name: string, expression: unknown, v: unknown) => [name, one, value(expression), is(v)] as const;
const no = (name: string, expression: unknown, code: number | number[]) =>
  [name, one, value(expression), fails(code)] as const;

export const rows = [
  ...page(
    "reference/operator/aggregation/#array-expression-operators",
    e("$arrayElemAt", [{ $arrayElemAt: ["$l", 0] }, { $arrayElemAt: ["$l", -1] }], [3, 2]),
    ["$arrayElemAt beyond the end is missing", one, value({ $arrayElemAt: ["$l", 9] }), isMissing],
    e("$first and $last", [{ $first: "$l" }, { $last: "$l" }], [3, 2]),
    e("$size", { $size: "$l" }, 3),
    no("$size of something else fails", { $size: "$n" }, 17124),
    e(
      "$slice",
      [{ $slice: ["$l", 2] }, { $slice: ["$l", -2] }, { $slice: ["$l", 1, 1] }],
      [[3, 1], [1, 2], [1]],
    ),
    e("$concatArrays", { $concatArrays: ["$l", [9]] }, [3, 1, 2, 9]),
    e("$concatArrays with null is null", { $concatArrays: ["$l", null] }, null),
    e("$filter", { $filter: { input: "$l", as: "x", cond: { $gte: ["$$x", 2] } } }, [3, 2]),
    e(
      "$filter calls the element this",
      { $filter: { input: "$l", cond: { $gte: ["$$this", 2] }, limit: 1 } },
      [3],
    ),
    e("$map", { $map: { input: "$l", as: "x", in: { $multiply: ["$$x", 10] } } }, [30, 10, 20]),
    e("$map of null is null", { $map: { input: "$z", in: 1 } }, null),
    e(
      "$reduce",
      { $reduce: { input: "$l", initialValue: "", in: { $concat: ["$$value", { $toString: "$$this" }] } } },
      "312",
    ),
    e("$in", [{ $in: [2, "$l"] }, { $in: [9, "$l"] }], [true, false]),
    no("$in needs an array", { $in: [1, "$n"] }, 40081),
    e("$indexOfArray", [{ $indexOfArray: ["$l", 2] }, { $indexOfArray: ["$l", 9] }], [2, -1]),
    e("$isArray", [{ $isArray: ["$l"] }, { $isArray: ["$n"] }], [true, false]),
    e(
      "$range",
      [{ $range: [0, 3] }, { $range: [10, 0, -5] }],
      [
        [0, 1, 2],
        [10, 5],
      ],
    ),
    e("$reverseArray", { $reverseArray: "$l" }, [2, 1, 3]),
    e(
      "$sortArray",
      [
        { $sortArray: { input: "$l", sortBy: 1 } },
        { $sortArray: { input: [{ k: 2 }, { k: 1 }], sortBy: { k: 1 } } },
      ],
      [
        [1, 2, 3],
        [{ k: 1 }, { k: 2 }],
      ],
    ),
    e(
      "$zip to the longest, with defaults",
      { $zip: { inputs: ["$l", ["a", "b"], []], useLongestLength: true, defaults: [0, "z", null] } },
      [
        [3, "a", null],
        [1, "b", null],
        [2, "z", null],
      ],
    ),
    e(
      "$median and $percentile as expressions",
      [
        { $median: { input: "$l", method: "approximate" } },
        { $percentile: { input: [1, 2, 3, 4, 5, "x"], p: [0.5, 0.95], method: "approximate" } },
        { $median: { input: "$nope", method: "approximate" } },
      ],
      [2, [3, 5], null],
    ),
    e("$zip", { $zip: { inputs: ["$l", ["a", "b"]] } }, [
      [3, "a"],
      [1, "b"],
    ]),
    e(
      "$arrayToObject",
      {
        $arrayToObject: [
          [
            { k: "a", v: 1 },
            { k: "b", v: 2 },
          ],
        ],
      },
      { a: 1, b: 2 },
    ),
    e("$objectToArray", { $objectToArray: "$o" }, [{ k: "p", v: 1 }]),
    e(
      "$anyElementTrue and $allElementsTrue",
      [{ $anyElementTrue: [[0, 1]] }, { $allElementsTrue: [[0, 1]] }],
      [true, false],
    ),
    e("$setUnion has each once", { $size: { $setUnion: ["$l", [3, 4]] } }, 4),
    e(
      "$setIntersection, $setDifference, $setIsSubset, $setEquals",
      [
        { $setIntersection: ["$l", [3, 9]] },
        { $setDifference: ["$l", [1, 2]] },
        { $setIsSubset: [[1], "$l"] },
        { $setEquals: [[1, 2, 3, 3], "$l"] },
      ],
      [[3], [3], true, true],
    ),
    e(
      "$firstN, $lastN, $maxN, $minN",
      [
        { $firstN: { n: 2, input: "$l" } },
        { $lastN: { n: 2, input: "$l" } },
        { $maxN: { n: 1, input: "$l" } },
        { $minN: { n: 1, input: "$l" } },
      ],
      [[3, 1], [1, 2], [3], [1]],
    ),
  ),
  ...page(
    "reference/operator/aggregation/#string-expression-operators",
    e("$concat", { $concat: ["$s", "-", "d"] }, "abc-d"),
    e("$concat with null is null", { $concat: ["$s", "$nope"] }, null),
    no("$concat of a number fails", { $concat: ["$s", "$n"] }, 16702),
    e("$toUpper and $toLower", [{ $toUpper: "$s" }, { $toLower: "ABC" }], ["ABC", "abc"]),
    e("$split", { $split: ["a,b,c", ","] }, ["a", "b", "c"]),
    e("$substrCP counts characters", { $substrCP: ["道路运输", 1, 2] }, "路运"),
    e("$substrBytes counts bytes", { $substrBytes: ["abcdef", 2, 3] }, "cde"),
    e("$strLenCP and $strLenBytes", [{ $strLenCP: "道路" }, { $strLenBytes: "道路" }], [2, 6]),
    e("$indexOfCP", [{ $indexOfCP: ["$s", "c"] }, { $indexOfCP: ["$s", "x"] }], [2, -1]),
    e(
      "$trim, $ltrim, $rtrim",
      [{ $trim: { input: " x " } }, { $ltrim: { input: "xxa", chars: "x" } }, { $rtrim: { input: "a  " } }],
      ["x", "a", "a"],
    ),
    e(
      "$regexMatch",
      [
        { $regexMatch: { input: "$s", regex: "^A", options: "i" } },
        { $regexMatch: { input: "$s", regex: /z/ } },
      ],
      [true, false],
    ),
    e(
      "$regexFind",
      { $regexFind: { input: "ab12", regex: "([a-z]+)([0-9]+)" } },
      { match: "ab12", idx: 0, captures: ["ab", "12"] },
    ),
    e(
      "$regexFindAll finds each once, and counts in characters",
      [
        { $regexFindAll: { input: "Simple Example ", regex: "(m(p))" } },
        { $regexFindAll: { input: "道𠮷路 ab AB", regex: "路|a", options: "i" } },
        { $regexFindAll: { input: "bb", regex: "()" } },
        { $regexFindAll: { input: "abc", regex: /z/ } },
        { $regexFindAll: { input: "$nope", regex: /z/ } },
      ],
      [
        [
          { match: "mp", idx: 2, captures: ["mp", "p"] },
          { match: "mp", idx: 10, captures: ["mp", "p"] },
        ],
        [
          { match: "路", idx: 2, captures: [] },
          { match: "a", idx: 4, captures: [] },
          { match: "A", idx: 7, captures: [] },
        ],
        [
          { match: "", idx: 0, captures: [""] },
          { match: "", idx: 1, captures: [""] },
        ],
        [],
        [],
      ],
    ),
    e(
      "$regexMatch by the options s, m and x",
      [
        { $regexMatch: { input: "a\nb", regex: "a.b", options: "s" } },
        { $regexMatch: { input: "a\nb", regex: "^b$", options: "m" } },
        { $regexMatch: { input: "ab", regex: "a b # both", options: "x" } },
        { $regexFind: { input: "$nope", regex: "a" } },
      ],
      [true, true, true, null],
    ),
    no("$regexMatch of a number fails", { $regexMatch: { input: 5, regex: "a" } }, 51104),
    no("$regexMatch by a number fails", { $regexMatch: { input: "5", regex: 5 } }, 51105),
    no(
      "$regexMatch with options twice fails",
      { $regexMatch: { input: "a", regex: /a/i, options: "i" } },
      51107,
    ),
    no(
      "$regexMatch with an unknown option fails",
      { $regexMatch: { input: "a", regex: "a", options: "k" } },
      51108,
    ),
    no("$regexMatch by half a group fails", { $regexMatch: { input: "a", regex: "(a" } }, [51091, 51111]),
    e(
      "$replaceOne and $replaceAll",
      [
        { $replaceOne: { input: "aXbX", find: "X", replacement: "-" } },
        { $replaceAll: { input: "aXbX", find: "X", replacement: "-" } },
      ],
      ["a-bX", "a-b-"],
    ),
    e("$strcasecmp", { $strcasecmp: ["ABC", "$s"] }, 0),
  ),
];
