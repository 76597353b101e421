// Commands about databases and collections, and errors with MongoDB's own codes: reference/command.
import { Long } from "bson";
import { admin, command, gives, has, page, script } from "./row.ts";

const one = [{ _id: 1, a: 1 }];

export const rows = [
  ...page(
    "reference/command/hello/",
    [
      "hello announces a primary that takes sessions",
      [],
      admin({ hello: 1 }),
      has({
        isWritablePrimary: true,
        readOnly: false,
        maxBsonObjectSize: 16777216,
        maxMessageSizeBytes: 48000000,
        maxWriteBatchSize: 100000,
        logicalSessionTimeoutMinutes: 30,
        minWireVersion: 0,
        ok: 1,
      }),
    ],
    ["isMaster is known by its old name", [], admin({ isMaster: 1 }), has({ ismaster: true, ok: 1 })],
    ["ismaster in small letters", [], admin({ ismaster: 1 }), has({ ismaster: true, ok: 1 })],
    [
      "it is a replica set, so that drivers retry writes",
      [],
      script(async ({ client }) => {
        const hello = await client.db("admin").command({ hello: 1 });
        return {
          set: typeof hello.setName,
          hosts: hello.hosts.length > 0,
          primary: hello.primary === hello.me,
          wire: hello.maxWireVersion >= 25,
          time: hello.localTime instanceof Date,
        };
      }),
      gives({ set: "string", hosts: true, primary: true, wire: true, time: true }),
    ],
    ["ping", [], admin({ ping: 1 }), has({ ok: 1 })],
    [
      "buildInfo has a version",
      [],
      script(async ({ client }) => {
        const info = await client.db("admin").command({ buildInfo: 1 });
        return [/^\d+\.\d+\.\d+/.test(info.version), info.versionArray.length, info.maxBsonObjectSize];
      }),
      gives([true, 4, 16777216]),
    ],
    [
      "serverStatus in short",
      [],
      script(async ({ client }) => {
        const s = await client.db("admin").command({ serverStatus: 1 });
        return [typeof s.uptime, typeof s.connections.current, s.localTime instanceof Date];
      }),
      gives(["number", "number", true]),
    ],
    [
      "getDefaultRWConcern is majority",
      [],
      admin({ getDefaultRWConcern: 1 }),
      has({ defaultWriteConcern: { w: "majority" }, defaultReadConcern: { level: "local" } }),
    ],
    [
      "connectionStatus",
      [],
      admin({ connectionStatus: 1 }),
      has({ authInfo: { authenticatedUsers: [] }, ok: 1 }),
    ],
  ),
  ...page(
    "reference/command/collStats/",
    [
      "collStats counts documents and indexes",
      { docs: [{ _id: 1 }, { _id: 2 }], indexes: [{ key: { a: 1 }, name: "a_1" }] },
      command((c) => ({ collStats: c })),
      has({ count: 2, nindexes: 2, ok: 1 }),
    ],
    [
      "collStats of a missing collection is zero",
      [],
      command((c) => ({ collStats: `${c}_none` })),
      has({ count: 0, ok: 1 }),
    ],
    [
      "dbStats counts collections",
      one,
      script(async ({ db }) => {
        const s = await db.command({ dbStats: 1 });
        return [s.db === db.databaseName, s.collections > 0, s.objects > 0];
      }),
      gives([true, true, true]),
    ],
    [
      "$collStats counts, as estimatedDocumentCount may",
      one,
      script(async ({ coll }) => coll.estimatedDocumentCount()),
      gives(1),
    ],
  ),
  ...page(
    "reference/command/count/",
    [
      "count with a query, skip and limit",
      [{ _id: 1 }, { _id: 2 }, { _id: 3 }],
      command((c) => ({ count: c, query: { _id: { $gt: 0 } }, skip: 1, limit: 1 })),
      has({ n: 1, ok: 1 }),
    ],
    [
      "count of a missing collection is 0",
      [],
      command((c) => ({ count: `${c}_none` })),
      has({ n: 0, ok: 1 }),
    ],
    [
      "distinct values, each once",
      [
        { _id: 1, a: "x" },
        { _id: 2, a: "y" },
        { _id: 3, a: "x" },
      ],
      script(async ({ coll }) => (await coll.distinct("a")).sort()),
      gives(["x", "y"]),
    ],
    [
      "distinct goes from value to value of an index, whatever their kind",
      {
        docs: [null, 2, "a", 2.5, Long.fromNumber(2), { k: 1 }, { k: 2 }, "a\0b", null, "ab", true].map(
          (v, _id) => (v === null && _id ? { _id } : { _id, o: { v } }),
        ),
        indexes: [{ key: { "o.v": -1, _id: 1 }, name: "v" }],
      },
      script(async ({ db, coll }) => {
        const body = { distinct: coll.collectionName, key: "o.v" };
        const plan = await db.command({ explain: body, verbosity: "queryPlanner" });
        return [
          JSON.stringify(plan.queryPlanner.winningPlan).includes("DISTINCT_SCAN"),
          (await coll.distinct("o.v")).map(String).sort(),
        ];
      }),
      gives([true, ["2", "2.5", "[object Object]", "[object Object]", "a", "a\0b", "ab", "null", "true"]]),
    ],
    [
      "distinct of an indexed path through an array",
      {
        docs: [
          { _id: 1, o: [{ k: 1 }, { k: 2 }] },
          { _id: 2, o: { k: 2 } },
        ],
        indexes: [{ key: { "o.k": 1 }, name: "k" }],
      },
      script(async ({ coll }) => (await coll.distinct("o.k")).sort()),
      gives([1, 2]),
    ],
    [
      "distinct takes arrays apart",
      [
        { _id: 1, a: [1, 2] },
        { _id: 2, a: 2 },
      ],
      command((c) => ({ distinct: c, key: "a" })),
      has({ values: [1, 2] }),
    ],
    [
      "distinct with a query",
      [
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
      ],
      command((c) => ({ distinct: c, key: "a", query: { a: { $gt: 1 } } })),
      has({ values: [2] }),
    ],
    [
      "distinct on a path through an array of documents",
      [{ _id: 1, o: [{ k: 1 }, { k: 2 }] }],
      command((c) => ({ distinct: c, key: "o.k" })),
      has({ values: [1, 2] }),
    ],
  ),
];
