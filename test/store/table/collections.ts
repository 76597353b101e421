// Commands about databases and collections, and errors with MongoDB's own codes: reference/command.
import { command, docs, fails, gives, has, page, script } from "./row.ts";

const one = [{ _id: 1, a: 1 }];
const names = script(async ({ db, coll }) =>
  (await db.listCollections({ name: { $regex: `^${coll.collectionName}` } }).toArray()).map(
    (i: { name: string; type: string }) => [i.name.slice(coll.collectionName.length), i.type],
  ),
);

export const rows = [
  ...page(
    "reference/command/listCollections/",
    [
      "a created collection is listed",
      [],
      [command((c) => ({ create: c })), names],
      gives([["", "collection"]]),
    ],
    ["an insert makes its collection", one, names, gives([["", "collection"]])],
    [
      "nameOnly leaves options out",
      one,
      script(async ({ db, coll }) =>
        Object.keys(
          (await db.listCollections({ name: coll.collectionName }, { nameOnly: true }).toArray())[0],
        ),
      ),
      gives(["name", "type"]),
    ],
    [
      "a listed collection has its _id index",
      one,
      script(
        async ({ db, coll }) =>
          (await db.listCollections({ name: coll.collectionName }).toArray())[0].idIndex,
      ),
      gives({ v: 2, key: { _id: 1 }, name: "_id_" }),
    ],
    ["drop removes the collection", one, [command((c) => ({ drop: c })), names], gives([])],
    ["drop says what it dropped", one, command((c) => ({ drop: c })), has({ nIndexesWas: 1, ok: 1 })],
    [
      "drop of a missing collection is no error (7.0)",
      [],
      command((c) => ({ drop: `${c}_none` })),
      has({ ok: 1 }),
    ],
    [
      "drop forgets documents and indexes",
      { docs: one, indexes: [{ key: { a: 1 }, name: "a_1", unique: true }] },
      [
        command((c) => ({ drop: c })),
        command((c) => ({
          insert: c,
          documents: [
            { _id: 1, a: 1 },
            { _id: 2, a: 1 },
          ],
        })),
      ],
      docs({ _id: 1, a: 1 }, { _id: 2, a: 1 }),
    ],
  ),
  ...page(
    "reference/command/create/",
    ["create with an unknown option fails", [], command((c) => ({ create: c, foo: 1 })), fails(40415)],
    [
      "create over an existing collection with other options fails",
      one,
      command((c) => ({ create: c, capped: true, size: 4096 })),
      fails(48, "NamespaceExists"),
    ],
    ["a name with $ fails", [], command((c) => ({ create: `${c}$x` })), fails(73, "InvalidNamespace")],
    ["an empty name fails", [], command(() => ({ create: "" })), fails(73, "InvalidNamespace")],
    [
      "collation is served or refused by name, never ignored",
      [{ _id: 1, a: "A" }],
      script(async ({ coll }) =>
        coll
          .find({ a: "a" }, { collation: { locale: "en", strength: 2 } })
          .toArray()
          .then(
            (found: unknown[]) => found.length === 1,
            (e: { code?: number; message: string }) =>
              typeof e.code === "number" && /collation/i.test(e.message),
          ),
      ),
      gives(true),
    ],
    [
      "bypassDocumentValidation passes by the validator, and only then",
      [],
      script(async ({ db, coll }) => {
        const name = `${coll.collectionName}_bypass`;
        await db.createCollection(name, { validator: { a: { $gt: 0 } } });
        await db.collection(name).insertOne({ _id: 1, a: 0 }, { bypassDocumentValidation: true });
        const refused = await db
          .collection(name)
          .insertOne({ _id: 2, a: 0 })
          .catch((e: Error) => e);
        return [(refused as { code?: number }).code, await db.collection(name).countDocuments()];
      }),
      gives([121, 1]),
    ],
    [
      "a moderate validator lets documents be that did not fulfil it before",
      [],
      script(async ({ db, coll }) => {
        const name = `${coll.collectionName}_moderate`;
        await db.collection(name).insertOne({ _id: 1, a: 0 });
        await db.command({ collMod: name, validator: { a: { $gt: 0 } }, validationLevel: "moderate" });
        return (await db.collection(name).updateOne({ _id: 1 }, { $set: { b: 1 } })).modifiedCount;
      }),
      gives(1),
    ],
    [
      "a validator is served or refused by name, never ignored",
      [],
      script(async ({ db, coll }) => {
        const refused = (e: { code?: number }) => typeof e.code === "number";
        return db.command({ create: `${coll.collectionName}_v`, validator: { a: { $type: "string" } } }).then(
          () =>
            db
              .collection(`${coll.collectionName}_v`)
              .insertOne({ a: 1 })
              .then(() => false, refused),
          refused,
        );
      }),
      gives(true),
    ],
  ),
  ...page(
    "reference/command/renameCollection/",
    [
      "a collection is renamed with its documents and indexes",
      { docs: one, indexes: [{ key: { a: 1 }, name: "a_1" }] },
      script(async ({ db, coll }) => {
        await coll.rename(`${coll.collectionName}_new`);
        const moved = db.collection(`${coll.collectionName}_new`);
        return [
          await moved.find().toArray(),
          (await moved.listIndexes().toArray()).length,
          await coll.countDocuments(),
        ];
      }),
      gives([[{ _id: 1, a: 1 }], 2, 0]),
    ],
    [
      "a missing source fails",
      [],
      script(async ({ client, db, coll }) =>
        client.db("admin").command({
          renameCollection: `${db.databaseName}.${coll.collectionName}_no`,
          to: `${db.databaseName}.x`,
        }),
      ),
      fails(26, "NamespaceNotFound"),
    ],
    [
      "an existing target fails",
      { docs: one, others: { b: one } },
      script(async ({ coll }) => coll.rename(`${coll.collectionName}_b`)),
      fails(48, "NamespaceExists"),
    ],
    [
      "an existing target may be dropped",
      { docs: one, others: { b: [] } },
      script(async ({ db, coll }) => {
        await coll.rename(`${coll.collectionName}_b`, { dropTarget: true });
        return db.collection(`${coll.collectionName}_b`).countDocuments();
      }),
      gives(1),
    ],
    [
      "renameCollection is only for admin",
      one,
      command((c) => ({ renameCollection: `x.${c}`, to: "x.y" })),
      fails(13, "Unauthorized"),
    ],
  ),
  ...page(
    "reference/command/dropDatabase/",
    [
      "a dropped database is not listed",
      [],
      script(async ({ client, db }) => {
        const other = client.db(`${db.databaseName}_gone`);
        const listed = async () =>
          (await client.db("admin").command({ listDatabases: 1 })).databases.some(
            (d: { name: string }) => d.name === other.databaseName,
          );
        await other.collection("c").insertOne({});
        const before = await listed();
        await other.dropDatabase();
        return [before, await listed()];
      }),
      gives([true, false]),
    ],
    [
      "dropDatabase of a missing database is no error",
      [],
      script(async ({ client }) => client.db("never_was").dropDatabase()),
      gives(true),
    ],
    [
      "listDatabases adds the sizes up",
      one,
      script(async ({ client }) => {
        const all = await client.db("admin").command({ listDatabases: 1 });
        return [
          typeof all.totalSize,
          all.databases.every(
            (d: { name: string; sizeOnDisk: unknown; empty: boolean }) =>
              typeof d.name === "string" && d.empty === false,
          ),
        ];
      }),
      gives(["number", true]),
    ],
    ["listDatabases is only for admin", [], command(() => ({ listDatabases: 1 })), fails(13, "Unauthorized")],
    [
      "databases keep collections of one name apart",
      one,
      script(async ({ client, db, coll }) =>
        client.db(`${db.databaseName}_2`).collection(coll.collectionName).countDocuments(),
      ),
      gives(0),
    ],
  ),
];
