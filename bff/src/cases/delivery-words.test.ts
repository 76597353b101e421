import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { deliveryOf, deliveryWords } from "./delivery-words.ts";
import type { CaseDoc, Outgoing } from "./model.ts";

const createdAt = new Date("2026-03-01T08:00:00Z");
const now = (seconds: number) => new Date(createdAt.getTime() + seconds * 1_000);
const with_ = (entry: Partial<Outgoing>) =>
  ({ createdAt, outbox: [{ st: "READY", unsure: false, tries: 0, at: now(5), ...entry }] }) as CaseDoc;

const rows: readonly [entry: Partial<Outgoing>, seconds: number, status: string][] = [
  [{ st: "READY" }, 1, "sending"],
  [{ st: "SENDING", tries: 1 }, 1, "sending"],
  // A closed way: nothing was tried, but nobody would call it "on its way" after a minute.
  [{ st: "READY" }, 61, "waiting"],
  [{ st: "SENDING", tries: 2 }, 10, "waiting"],
  [{ st: "WAIT", tries: 1 }, 10, "waiting"],
  [{ st: "WAIT", tries: 1, unsure: true }, 10, "unconfirmed"],
  [{ st: "SENDING", tries: 2, unsure: true }, 10, "unconfirmed"],
  [{ st: "HELD", unsure: true, code: "1001" }, 10, "checking"],
  [{ st: "REFUSED", code: "1001" }, 10, "refused"],
  [{ st: "CANCELLED" }, 10, "cancelled"],
  [{ st: "DONE", code: "0000" }, 10, "delivered"],
  [{ st: "DONE", code: "feedback" }, 10, "delivered"],
];

describe("what is said follows from what is known", () => {
  for (const [entry, seconds, status] of rows)
    test(`${JSON.stringify(entry)} after ${seconds} s is ${status}`, () => {
      assert.equal(deliveryOf(with_(entry), "北京市", now(seconds)).status, status);
    });
});

test("only a delivered application is said to have been received", () => {
  for (const [status, words] of Object.entries(deliveryWords))
    assert.equal(
      /已收到|已受理|已接收/.test(words("北京市").replace(/(没有|是否)收到/g, "")),
      status === "delivered",
      status,
    );
});

test("an application that waits is said to be kept safe, since it was sent off", () => {
  for (const entry of [{ st: "WAIT" }, { st: "WAIT", unsure: true }, { st: "HELD" }] as const) {
    const { words, since } = deliveryOf(with_(entry), "北京市", now(7_200));
    assert.match(words, /已安全保存/);
    assert.equal(since, createdAt.toISOString());
  }
});
