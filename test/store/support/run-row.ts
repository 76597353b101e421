// Runs one row of the table through one client and compares what came out with what the manual says.
import assert from "node:assert/strict";
import type { Document } from "bson";
import type { Expected, Row, Step } from "../table/row.ts";
import { type Client, own } from "./clients.ts";

/** Readable, exact in the order of fields, blind to the class of a number that JavaScript cannot tell. */
const text = (client: Client, value: unknown): string =>
  client.BSON.EJSON.stringify({ v: value }, { relaxed: true });

async function prepare(client: Client, collection: string, row: Row): Promise<void> {
  const all: Record<string, readonly Document[]> = { "": row.given.docs ?? [] };
  for (const [key, docs] of Object.entries(row.given.others ?? {})) all[`_${key}`] = docs;
  for (const [key, docs] of Object.entries(all)) {
    if (docs.length > 0)
      await client
        .db()
        .collection(collection + key)
        .insertMany(own(client, [...docs]));
  }
  if (row.given.indexes)
    await client.db().command({ createIndexes: collection, indexes: own(client, row.given.indexes) });
}

async function take(client: Client, collection: string, step: Step): Promise<unknown> {
  const db = client.db();
  if ("act" in step) {
    const args = step.args.map((a) => own(client, typeof a === "function" ? a(collection) : a));
    return client.run(collection, step.act, structuredArgs(args));
  }
  if ("command" in step) {
    const target = step.admin ? client.client.db("admin") : db;
    return target.command(own(client, step.command(collection)));
  }
  const opened: { close(): Promise<void> }[] = [];
  const fresh = async () => {
    const one = await client.fresh();
    opened.push(one);
    return one;
  };
  const place = { client: client.client, db, coll: db.collection(collection), fresh, BSON: client.BSON };
  return step.script(place).finally(() => Promise.all(opened.map((c) => c.close())));
}

/** Clients may change the options and documents they are given; rows are shared. */
const structuredArgs = (args: unknown[]): unknown[] =>
  args.map((a) => (Array.isArray(a) ? [...a] : a && typeof a === "object" ? { ...a } : a));

function contains(client: Client, actual: unknown, part: unknown, path = "answer"): void {
  if (part !== null && typeof part === "object" && Object.getPrototypeOf(part) === Object.prototype) {
    assert.ok(actual !== null && typeof actual === "object", `${path} is ${text(client, actual)}`);
    for (const [key, value] of Object.entries(part))
      contains(client, (actual as Record<string, unknown>)[key], value, `${path}.${key}`);
    return;
  }
  if (Array.isArray(part)) {
    assert.ok(Array.isArray(actual), `${path} is ${text(client, actual)}`);
    assert.equal(actual.length, part.length, `${path} is ${text(client, actual)}`);
    for (const [i, value] of part.entries()) contains(client, actual[i], value, `${path}.${i}`);
    return;
  }
  assert.equal(text(client, actual), text(client, own(client, part)), path);
}

function judge(client: Client, then: Expected, answer: unknown): void {
  if ("gives" in then) assert.equal(text(client, answer), text(client, own(client, then.gives)));
  if ("has" in then) contains(client, answer, then.has);
  if (then.ids)
    assert.equal(
      text(
        client,
        (answer as Document[]).map((d) => d._id),
      ),
      text(client, own(client, then.ids)),
    );
}

function judgeError(client: Client, then: Expected, error: unknown): void {
  const { code, name, has } = then.fails!;
  const got = error as {
    code?: number;
    codeName?: string;
    message?: string;
    writeErrors?: { err?: Document }[];
  };
  const allowed = typeof code === "number" ? [code] : code;
  assert.ok(allowed.includes(Number(got.code)), `code ${got.code} is not ${allowed}: ${got.message}`);
  if (name) assert.equal(got.codeName, name);
  if (has) contains(client, got, has, "error");
}

/** @throws an AssertionError that says how the server's answer differs from the manual */
export async function runRow(client: Client, row: Row, collection: string): Promise<void> {
  await prepare(client, collection, row);
  const failed = Symbol("failed");
  let answer: unknown = failed;
  let error: unknown;
  for (const [i, step] of row.when.entries()) {
    try {
      answer = await take(client, collection, step);
    } catch (e) {
      if (!row.then.fails || i < row.when.length - 1) throw e;
      error = e;
      answer = failed;
    }
  }
  if (row.then.fails) {
    assert.equal(answer, failed, `expected an error, got ${answer === failed ? "" : text(client, answer)}`);
    judgeError(client, row.then, error);
  } else judge(client, row.then, answer);
  if (row.then.docs) {
    const found = await client
      .db()
      .collection(collection)
      .find({}, { sort: { _id: 1 } })
      .toArray();
    assert.equal(text(client, found), text(client, own(client, row.then.docs)));
  }
}
