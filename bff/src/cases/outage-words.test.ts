import assert from "node:assert/strict";
import { test } from "node:test";
import type { DeliveryStatus } from "shared-types";
import { outageWords } from "./outage-words.ts";

const minutes = (...list: number[]) => list.map((one) => one * 60_000);
const words = (status: DeliveryStatus, earlier: number[] = []) =>
  outageWords(status, { lastAnswerAt: new Date("2026-11-25T23:58:00Z"), earlier });

test("a delay says when the last answer came, that there was none since, and that one can still send", () => {
  for (const status of ["sending", "waiting", "unconfirmed"] as const)
    assert.match(words(status), /^对方系统最近一次应答是 11月26日 07:58，之后一直没有应答。.*照样可以提交/);
  assert.match(outageWords("waiting", { lastAnswerAt: null, earlier: [] }), /到现在还没有应答过/);
});

test("how long it usually lasts is said from five earlier outages on, and never as a promise", () => {
  assert.doesNotMatch(words("waiting", minutes(10, 10, 10, 10)), /一般持续/);
  assert.match(words("waiting", minutes(5, 20, 30, 200, 600)), /一般持续30 分钟左右，这只是过去的记录/);
  assert.match(words("waiting", minutes(120, 180, 240, 300, 360)), /4 小时/);
});

test("what has arrived, or waits for a person, is not explained by an outage; nothing is said to be received", () => {
  for (const status of ["delivered", "cancelled", "refused", "checking"] as const)
    assert.equal(words(status), "");
  assert.doesNotMatch(words("waiting", minutes(1, 2, 3, 4, 5)), /收到|受理/);
});
