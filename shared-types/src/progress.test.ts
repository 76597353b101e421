import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  goodEnd,
  type ProgressFeedback,
  progressOf,
  stateNamed,
  stateOf,
  withdrawalFeedback,
} from "./progress.ts";
import { businesses } from "./requests/index.ts";

const at = (busiState: string, second: number, feedbackSn = "1"): ProgressFeedback => ({
  busiState,
  feedbackDate: `202611230000${String(second).padStart(2, "0")}`,
  feedbackSn,
});

for (const [name, feedbacks, state, needsOperator] of [
  ["nothing fed back", [], "1", false],
  ["in order", [at("3", 1), at("5", 2)], "5", false],
  ["late: an earlier one comes after", [at("5", 2), at("3", 1)], "5", false],
  ["the same second: further along B.12 counts", [at("5", 1), at("3", 1)], "5", false],
  ["the same second and state: the greater number counts", [at("7", 1, "1"), at("7", 1, "2")], "7", false],
  ["a final one stands although a later one is not final", [at("8", 1), at("5", 2)], "8", true],
  ["a non-final one of the same second is no contradiction", [at("8", 1), at("7", 1)], "8", false],
  ["two finals: the later", [at("6", 1), at("8", 2)], "8", true],
  ["the same final twice", [at("8", 1, "1"), at("8", 2, "2")], "8", false],
  ["withdrawn, then issued", [at("2", 1), at("8", 2)], "8", true],
  ["a state that B.12 does not have", [at("3", 1), at("77", 2)], "77", true],
] as const)
  test(`${name}: state ${state}${needsOperator ? ", before an operator" : ""}`, () => {
    const progress = stateOf("SQ1008", feedbacks);
    assert.deepEqual([progress.state, progress.needsOperator], [state, needsOperator]);
  });

test("what decided is the feedback of that state with the latest date, then the greatest number", () => {
  assert.equal(
    stateOf("SQ1008", [at("7", 1, "9"), at("7", 2, "1"), at("7", 2, "2")]).decidedBy?.feedbackSn,
    "2",
  );
});

for (const { code } of businesses) {
  test(`${code}: any order of the same feedbacks gives the same state`, () => {
    const states = [...progressOf(code).map((state) => state.code), "98", "99"];
    const feedback = fc.record(
      {
        busiState: fc.constantFrom(...states),
        feedbackDate: fc.constantFrom("20261123000000", "20261123000001", "20261124000000"),
        feedbackSn: fc.constantFrom("1", "2", "3"),
      },
      { noNullPrototype: true },
    );
    const twoOrders = fc
      .array(feedback, { maxLength: 6 })
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(twoOrders, ([one, other]) => {
        assert.deepEqual(stateOf(code, one), stateOf(code, other));
        assert.deepEqual(stateOf(code, one), stateOf(code, [...one, ...other]));
      }),
    );
  });

  test(`${code}: one good end, the last state of B.12; every state has words that end as sentences do`, () => {
    const states = progressOf(code);
    assert.deepEqual(
      states.filter((state) => state.good).map((state) => state.code),
      [goodEnd(code)!.code],
    );
    for (const state of states) {
      assert.ok(state.words.endsWith("。"), state.words);
      if (state.good) assert.ok(state.final);
    }
    // 已撤回, 不予受理, …不通过, …不合格 end a case without what was asked for.
    for (const state of states)
      assert.equal(/已撤回|不予受理|不通过|不合格/.test(state.name), state.final && !state.good, state.name);
  });
}

test("a code that is no business has no states, an unknown state has a name to show", () => {
  assert.deepEqual(progressOf("CX1001"), []);
  assert.equal(goodEnd("CX1001"), undefined);
  assert.equal(stateNamed("SQ1008", "77").name, "状态77");
  assert.equal(stateNamed("SQ1008", "8").name, "已发证");
});

test("a withdrawal that succeeded counts as state 2 at its date, a failed one as nothing", () => {
  const answer = { cancelResult: "1", cancelFeedbackDate: "20261123000005", feedbackSn: "7" };
  assert.deepEqual(withdrawalFeedback(answer), {
    busiState: "2",
    feedbackDate: "20261123000005",
    feedbackSn: "7",
  });
  assert.equal(withdrawalFeedback({ ...answer, cancelResult: "2" }), undefined);
});
