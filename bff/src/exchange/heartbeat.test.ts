import assert from "node:assert/strict";
import { test } from "node:test";
import { silenceToTell } from "./heartbeat.ts";
import type { HeartbeatState } from "./peer-state.ts";

const minute = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23) + minutes * minute);
const hb = (more: Partial<HeartbeatState>): HeartbeatState => ({
  ...{ due: null, lastAnswerAt: null, lastCode: null, theirsAt: null, alarmedAt: null },
  ...more,
});

const rows: [string, HeartbeatState, number, boolean][] = [
  ["none ever came", hb({}), 1000, false],
  ["25 minutes are no silence", hb({ theirsAt: at(0) }), 25, false],
  ["26 minutes are", hb({ theirsAt: at(0) }), 26, true],
  ["a silence is told once", hb({ theirsAt: at(0), alarmedAt: at(26) }), 90, false],
  ["the next one is told again", hb({ theirsAt: at(100), alarmedAt: at(26) }), 126, true],
];
for (const [name, state, minutes, told] of rows)
  test(`silence: ${name}`, () => assert.equal(silenceToTell(state, at(minutes), 25 * minute), told));
