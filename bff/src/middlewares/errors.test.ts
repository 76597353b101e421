import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, test } from "node:test";
import Koa from "koa";
import mongoose from "mongoose";
import { AppError } from "../errors.ts";
import { makeLog } from "../log.ts";
import { presentErrors } from "./errors.ts";

async function answerTo(thrown: unknown) {
  const lines: string[] = [];
  const app = new Koa();
  app.use(presentErrors(makeLog("info", (line) => lines.push(line))));
  app.use(() => {
    throw thrown;
  });
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/x`);
  const text = await reply.text();
  server.close();
  server.closeAllConnections();
  return {
    status: reply.status,
    headers: reply.headers,
    error: JSON.parse(text).error,
    text,
    log: lines.join(""),
  };
}

const duplicate = Object.assign(new Error("E11000 dup key: { idCard: 'secret-value' }"), { code: 11000 });
const rows: readonly [what: string, thrown: unknown, status: number, code: string][] = [
  ["a refusal of ours", new AppError("draftConflict"), 409, "draftConflict"],
  ["any other error", new Error("secret-value"), 500, "failure"],
  ["a broken unique key", duplicate, 500, "failure"],
  ["what is no error", "secret-value", 500, "failure"],
  ["nothing", undefined, 500, "failure"],
  [
    "a store that is away",
    new mongoose.mongo.MongoServerSelectionError("secret-value", {} as never),
    503,
    "storeAway",
  ],
  ["a store that breaks off", new mongoose.mongo.MongoNetworkError("secret-value"), 503, "storeAway"],
  [
    "a majority that is late",
    Object.assign(new Error("x"), { name: "MongoServerError", code: 64 }),
    503,
    "storeAway",
  ],
];

describe("every error has the one form, an id, a Chinese sentence and no words of others", () => {
  for (const [what, thrown, status, code] of rows)
    test(what, async () => {
      const answer = await answerTo(thrown);
      assert.equal(answer.status, status);
      assert.equal(answer.error.code, code);
      assert.match(answer.error.message, /[\u4e00-\u9fff]/);
      assert.equal(answer.text.includes("secret-value"), false);
      assert.ok(answer.log.includes(answer.error.id));
      assert.equal(answer.headers.get("retry-after") !== null, status === 503);
    });
});

test("what a refusal says about fields and more goes along", async () => {
  const fields = [{ name: "idCard", message: "请填写证件号码" }];
  const { error } = await answerTo(new AppError("invalid", { fields, data: { hint: 1 } }));
  assert.deepEqual(error.fields, fields);
  assert.equal(error.hint, 1);
});
