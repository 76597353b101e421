// Bytes that no driver sends: the store answers in order, closes what it cannot read, and stays up and small.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Document, serialize } from "bson";
import { MongoClient } from "mongodb";
import { randomFrom } from "./model/random.ts";
import { freshStore, type Store } from "./support/server.ts";
import { command, message, opMsg, opQuery, sequence, uint32, Wire } from "./support/wire.ts";

const total = Number(process.env.STORE_FUZZ ?? 100_000);

/** Resident memory of the store in MiB (Linux), or null elsewhere. */
const residentMiB = (store: Store): number | null => {
  if (process.platform !== "linux") return null;
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${store.child.pid}/status`, "utf8"))![1]) / 1024;
};

const alive = async (store: Store): Promise<void> => {
  const wire = await Wire.connect(store.port);
  assert.equal((await wire.ask({ ping: 1, $db: "admin" })).ok, 1);
  wire.close();
};

let store: Store;
let close: () => Promise<void>;
before(async () => {
  store = await freshStore({
    after: (fn) => {
      close = fn;
    },
  });
});
after(() => close());

const closing: { name: string; bytes: Buffer }[] = [
  {
    name: "a length below the header's",
    bytes: Buffer.concat([uint32(15), uint32(1), uint32(0), uint32(opMsg)]),
  },
  { name: "a negative length", bytes: Buffer.concat([uint32(-1), uint32(1), uint32(0), uint32(opMsg)]) },
  {
    name: "a length above 48 MB",
    bytes: Buffer.concat([uint32(48_000_001), uint32(1), uint32(0), uint32(opMsg)]),
  },
  { name: "an unknown operation code", bytes: message(1, 9999, uint32(0)) },
  {
    name: "an unknown section",
    bytes: message(1, opMsg, uint32(0), Buffer.from([7]), serialize({ ping: 1 })),
  },
  {
    name: "a required flag that is unknown",
    bytes: message(1, opMsg, uint32(1 << 5), Buffer.from([0]), serialize({ ping: 1, $db: "admin" })),
  },
  { name: "HTTP", bytes: Buffer.from("GET / HTTP/1.1\r\nHost: x\r\n\r\n") },
];
for (const { name, bytes } of closing) {
  test(`${name} is refused or closes the connection, and harms nobody else`, async () => {
    const wire = await Wire.connect(store.port);
    wire.send(bytes);
    const reply = await Promise.race([wire.reply(), sleep(3000, "silence" as const)]);
    if (reply !== null && reply !== "silence") assert.equal(reply.body.ok, 0);
    else assert.equal(reply, null, "the connection stays open without an answer");
    await alive(store);
  });
}

test("OP_QUERY hello of old drivers is answered with OP_REPLY", async () => {
  const wire = await Wire.connect(store.port);
  wire.send(
    message(
      7,
      opQuery,
      uint32(0),
      Buffer.from("admin.$cmd\0"),
      uint32(0),
      uint32(-1),
      serialize({ isMaster: 1 }),
    ),
  );
  const reply = (await wire.reply())!;
  assert.deepEqual([reply.opCode, reply.responseTo, reply.body.ismaster, reply.body.ok], [1, 7, true, 1]);
  wire.close();
});

test("other commands by OP_QUERY are refused", async () => {
  const wire = await Wire.connect(store.port);
  wire.send(
    message(
      8,
      opQuery,
      uint32(0),
      Buffer.from("d.$cmd\0"),
      uint32(0),
      uint32(-1),
      serialize({ insert: "a", documents: [{}] }),
    ),
  );
  const reply = await wire.reply();
  if (reply) assert.equal(reply.body.ok ?? 0, 0);
  wire.close();
});

test("document sequences are read beside the command's document", async () => {
  const wire = await Wire.connect(store.port);
  const inserted = await wire.ask(
    { insert: "seq", $db: "d" },
    sequence("documents", [{ _id: 1 }, { _id: 2 }]),
  );
  assert.deepEqual([inserted.n, inserted.ok], [2, 1]);
  const updated = await wire.ask(
    { update: "seq", $db: "d" },
    sequence("updates", [{ q: { _id: 1 }, u: { $set: { a: 1 } } }]),
  );
  assert.deepEqual([updated.n, updated.nModified], [1, 1]);
  const again = sequence("documents", [{ _id: 4 }]);
  const twice = await wire
    .ask({ insert: "seq", $db: "d", documents: [{ _id: 3 }] }, again)
    .catch(() => ({ ok: 0 }));
  assert.equal(twice.ok, 0);
  wire.close();
});

test("a message with a checksum is read", async () => {
  const wire = await Wire.connect(store.port);
  wire.send(message(5, opMsg, uint32(1), Buffer.from([0]), serialize({ ping: 1, $db: "admin" }), uint32(0)));
  const reply = await Promise.race([wire.reply(), sleep(2000, null)]);
  if (reply) assert.ok(reply.body.ok === 1 || typeof reply.body.code === "number");
  await alive(store);
  wire.close();
});

test("moreToCome asks for no answer, and the next answer is to the next question", async () => {
  const wire = await Wire.connect(store.port);
  wire.send(
    message(
      5,
      opMsg,
      uint32(2),
      Buffer.from([0]),
      serialize({ insert: "quiet", documents: [{ _id: 1 }], $db: "d", writeConcern: { w: 0 } }),
    ),
  );
  wire.send(command(6, { ping: 1, $db: "admin" }));
  assert.equal((await wire.reply())!.responseTo, 6);
  wire.close();
});

test("exhaust is refused properly: one answer without moreToCome", async () => {
  const wire = await Wire.connect(store.port);
  wire.send(message(9, opMsg, uint32(1 << 16), Buffer.from([0]), serialize({ hello: 1, $db: "admin" })));
  const reply = (await wire.reply())!;
  assert.deepEqual([reply.responseTo, reply.flags & 2], [9, 0]);
  assert.equal(await Promise.race([wire.reply(), sleep(200, "none" as const)]), "none");
  wire.close();
});

test("many questions in one packet, and one in many packets, are answered in order", async () => {
  const wire = await Wire.connect(store.port);
  const ids = Array.from({ length: 200 }, (_, i) => i + 100);
  wire.send(Buffer.concat(ids.map((id) => command(id, { ping: 1, $db: "admin" }))));
  for (const id of ids) assert.equal((await wire.reply())!.responseTo, id);
  for (const byte of command(9, { ping: 1, $db: "admin" })) {
    wire.send(Buffer.from([byte]));
    await sleep(0);
  }
  assert.equal((await wire.reply())!.responseTo, 9);
  wire.close();
});

test("a message without $db is refused", async () => {
  const wire = await Wire.connect(store.port);
  assert.equal((await wire.ask({ ping: 1 })).code, 40571);
  wire.close();
});

/** A good message with a few bytes changed, cut, or mixed with others. */
function broken(random: ReturnType<typeof randomFrom>, id: number): Buffer {
  const bodies: Document[] = [
    { ping: 1, $db: "admin" },
    { find: "f", filter: { a: { $gt: random.below(9) } }, $db: "fuzz" },
    { insert: "f", documents: [{ a: random.below(99) }], $db: "fuzz" },
    { update: "f", updates: [{ q: { a: 1 }, u: { $set: { b: [1, { c: 2 }] } } }], $db: "fuzz" },
    { aggregate: "f", pipeline: [{ $group: { _id: "$a", n: { $sum: 1 } } }], cursor: {}, $db: "fuzz" },
  ];
  const bytes = Buffer.from(command(id, random.one(bodies)));
  const changes = random.below(4);
  for (let i = 0; i < changes; i += 1) bytes[16 + random.below(bytes.length - 16)] = random.below(256);
  if (random.below(40) === 0) bytes[random.below(16)] = random.below(256);
  return random.below(60) === 0 ? bytes.subarray(0, random.below(bytes.length)) : bytes;
}

test(`${total} broken messages: the store stays up, small, and answers nobody else's question`, async (t) => {
  const store = await freshStore(t);
  const random = randomFrom(7);
  const sound = new MongoClient(store.uri);
  t.after(() => sound.close());
  await sound.db("fuzz").collection("f").createIndex({ a: 1 });
  let early: number | null = null;
  let sent = 0;
  // A changed id may be one that another connection uses too: then both may be answered.
  const askedBy = new Map<number, Set<Wire>>();
  const ask = (id: number, wire: Wire) => askedBy.set(id, (askedBy.get(id) ?? new Set()).add(wire));
  const lane = async () => {
    while (sent < total) {
      const wire = await Wire.connect(store.port);
      for (let i = 0; i < 25 && !wire.closed; i += 1) {
        sent += 1;
        const bytes = broken(random, 1000 + sent);
        if (bytes.length >= 8) ask(bytes.readInt32LE(4), wire);
        wire.send(bytes);
      }
      const end = sleep(40, null);
      for (
        let reply = await Promise.race([wire.reply(), end]);
        reply;
        reply = await Promise.race([wire.reply(), end])
      )
        assert.ok(askedBy.get(reply.responseTo)?.has(wire) ?? true, "an answer to another's question");
      for (const [id, by] of askedBy) if (by.delete(wire) && by.size === 0) askedBy.delete(id);
      wire.close();
    }
  };
  const watch = async () => {
    while (sent < total) {
      assert.equal((await sound.db("fuzz").command({ ping: 1, comment: "sound" })).ok, 1);
      if (sent > total / 4) early ??= residentMiB(store);
      await sleep(100);
    }
  };
  await Promise.all([watch(), ...Array.from({ length: 16 }, lane)]);
  await alive(store);
  const late = residentMiB(store);
  if (early !== null && late !== null)
    assert.ok(late < early + 150, `memory went from ${early} to ${late} MiB`);
});
