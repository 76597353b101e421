import assert from "node:assert/strict";
import { test } from "node:test";
import { decideInbox, type InboxEvent, type InboxState } from "./decide-inbox.ts";

const done: InboxState = { hash: "h", st: "done", answer: "a" };
const fresh: InboxState = { hash: "h", st: "new", answer: null };
const arrived: InboxEvent = { type: "arrived", hash: "h" };

const rows: [string, InboxState | null, InboxEvent, string[]][] = [
  ["an unknown message is kept before it is believed", null, arrived, ["keep"]],
  ["once kept it is handled", fresh, { type: "kept" }, ["handle"]],
  ["a repeat gets the stored answer and no second effect", done, arrived, ["answerStored"]],
  ["a repeat of one whose first run died is handled", fresh, arrived, ["handle"]],
  ["another content under a known number is refused", done, { type: "arrived", hash: "x" }, ["refuse"]],
  ["and while the first run still goes on", fresh, { type: "arrived", hash: "x" }, ["refuse"]],
  [
    "0000 is written before it is said",
    fresh,
    { type: "handled", code: "0000", again: false },
    ["finish", "answer"],
  ],
  ["a refusal is not stored", fresh, { type: "handled", code: "1001", again: false }, ["forget", "answer"]],
  [
    "our own failure leaves it to the sweeper",
    fresh,
    { type: "handled", code: "9999", again: true },
    ["answer"],
  ],
];
for (const [name, state, event, effects] of rows)
  test(name, () =>
    assert.deepEqual(
      decideInbox(state, event).map((one) => one.type),
      effects,
    ),
  );
