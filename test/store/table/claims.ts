// Updates with a pipeline, claims and leases: tutorial/update-documents-with-aggregation-pipeline.
import { find, findUpdate, gives, has, ids, is, page, script, typeOf, update } from "./row.ts";

const p = { updatePipeline: true };
const past = new Date(1000);
const free = {
  _id: "job",
  due: past,
  until: null,
  fence: 0,
  tries: 0,
  outbox: [
    { id: 1, st: "READY" },
    { id: 2, st: "READY" },
  ],
};
const lease = (me: string) => [
  {
    $set: {
      owner: me,
      fence: { $add: ["$fence", 1] },
      until: { $dateAdd: { startDate: "$$NOW", unit: "second", amount: 60 } },
    },
  },
];
const isFree = (now: Date) => ({ due: { $lte: now }, $or: [{ until: null }, { until: { $lt: now } }] });

export const rows = [
  ...page(
    "reference/method/db.collection.findOneAndUpdate/",
    [
      "a free lease is claimed",
      [free],
      findUpdate({ _id: "job", ...isFree(new Date()) }, lease("me"), {
        ...p,
        returnDocument: "after",
        projection: { owner: 1, fence: 1 },
      }),
      gives({ _id: "job", fence: 1, owner: "me" }),
    ],
    [
      "a held lease is not",
      [{ ...free, until: new Date(Date.now() + 60_000) }],
      findUpdate(isFree(new Date()), lease("me"), { ...p, returnDocument: "after" }),
      gives(null),
    ],
    [
      "a lease that ran out is claimed again, with the next fence",
      [{ ...free, until: past, owner: "dead", fence: 4 }],
      findUpdate(isFree(new Date()), lease("me"), {
        ...p,
        returnDocument: "after",
        projection: { owner: 1, fence: 1 },
      }),
      gives({ _id: "job", fence: 5, owner: "me" }),
    ],
    [
      "a lease ends after the amount added to now",
      [free],
      [
        update({}, lease("me"), p),
        find(
          {
            $expr: {
              $and: [
                { $gt: ["$until", { $dateAdd: { startDate: "$$NOW", unit: "second", amount: 30 } }] },
                { $lte: ["$until", { $dateAdd: { startDate: "$$NOW", unit: "second", amount: 60 } }] },
              ],
            },
          },
          { projection: { _id: 1 } },
        ),
      ],
      ids("job"),
    ],
    ["$dateAdd gives a date", [free], [update({}, lease("me"), p), typeOf("until")], is("date")],
    [
      "a claim by $expr over server time",
      [free],
      findUpdate({ $expr: { $lte: ["$due", "$$NOW"] } }, lease("me"), {
        ...p,
        returnDocument: "after",
        projection: { fence: 1 },
      }),
      gives({ _id: "job", fence: 1 }),
    ],
    [
      "the earliest due is claimed first",
      [{ ...free, _id: "late", due: new Date(2000) }, free],
      findUpdate(isFree(new Date()), lease("me"), {
        ...p,
        sort: { due: 1 },
        returnDocument: "after",
        projection: { _id: 1 },
      }),
      gives({ _id: "job" }),
    ],
    [
      "the head of an outbox goes to SENDING in the claim",
      [free],
      findUpdate(
        { _id: "job" },
        [
          {
            $set: {
              outbox: {
                $map: {
                  input: "$outbox",
                  as: "e",
                  in: {
                    $cond: [
                      {
                        $eq: [
                          "$$e.id",
                          {
                            $min: {
                              $map: {
                                input: {
                                  $filter: { input: "$outbox", as: "f", cond: { $ne: ["$$f.st", "DONE"] } },
                                },
                                as: "f",
                                in: "$$f.id",
                              },
                            },
                          },
                        ],
                      },
                      { $mergeObjects: ["$$e", { st: "SENDING", unsure: { $eq: ["$$e.st", "SENDING"] } }] },
                      "$$e",
                    ],
                  },
                },
              },
            },
          },
        ],
        { ...p, returnDocument: "after", projection: { outbox: 1 } },
      ),
      gives({
        _id: "job",
        outbox: [
          { id: 1, st: "SENDING", unsure: false },
          { id: 2, st: "READY" },
        ],
      }),
    ],
    [
      "a finish with the right fence writes",
      [{ ...free, fence: 3, owner: "me" }],
      update(
        { _id: "job", fence: 3, owner: "me" },
        { $set: { "outbox.$[e].st": "DONE" }, $unset: { until: "" } },
        { arrayFilters: [{ "e.id": 1 }] },
      ),
      has({ matchedCount: 1, modifiedCount: 1 }),
    ],
    [
      "a finish with an old fence finds nothing",
      [{ ...free, fence: 4, owner: "other" }],
      update({ _id: "job", fence: 3, owner: "me" }, { $set: { x: 1 } }),
      has({ matchedCount: 0 }),
    ],
    [
      "a counter hands out a block of numbers",
      [],
      [
        findUpdate({ _id: "serial" }, { $inc: { n: 100 } }, { upsert: true, returnDocument: "after" }),
        findUpdate({ _id: "serial" }, { $inc: { n: 100 } }, { upsert: true, returnDocument: "after" }),
      ],
      gives({ _id: "serial", n: 200 }),
    ],
    [
      "a push guarded by $ne has one effect",
      [{ _id: 1, f: [] }],
      script(async ({ coll }) => {
        const push = () => coll.updateOne({ _id: 1, "f.key": { $ne: "k" } }, { $push: { f: { key: "k" } } });
        return [(await push()).modifiedCount, (await push()).modifiedCount];
      }),
      gives([1, 0]),
    ],
  ),
];
