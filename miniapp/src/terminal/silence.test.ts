import assert from "node:assert/strict";
import { test } from "node:test";
import { type Happening, next, type Silence, secondsLeft } from "./silence.ts";

type Row = readonly [name: string, happenings: readonly (readonly [Happening, number])[], after: string];

/** What happens in which second, and what is then so: the phase, and the seconds left to somebody who is warned. */
const rows: readonly Row[] = [
  ["a minute less a second says nothing", [["tick", 59]], "quiet"],
  ["a minute of silence warns", [["tick", 60]], "warned 30"],
  [
    "it counts down",
    [
      ["tick", 60],
      ["tick", 85],
    ],
    "warned 5",
  ],
  [
    "a minute and a half, and all is gone",
    [
      ["tick", 60],
      ["tick", 90],
    ],
    "gone",
  ],
  [
    "a touch begins anew",
    [
      ["tick", 59],
      ["touch", 59],
      ["tick", 118],
    ],
    "quiet",
  ],
  [
    "a touch begins anew, and silence after it warns",
    [
      ["touch", 59],
      ["tick", 119],
    ],
    "warned 30",
  ],
  [
    "in front of the warning a touch is no answer",
    [
      ["tick", 60],
      ["touch", 70],
      ["tick", 90],
    ],
    "gone",
  ],
  [
    "going on begins anew",
    [
      ["tick", 60],
      ["stay", 89],
      ["tick", 148],
    ],
    "quiet",
  ],
  [
    "going on, and silent again",
    [
      ["tick", 60],
      ["stay", 80],
      ["tick", 140],
    ],
    "warned 30",
  ],
  [
    "going on is too late",
    [
      ["tick", 60],
      ["stay", 90],
    ],
    "gone",
  ],
  ["to leave needs no silence", [["leave", 1]], "gone"],
  [
    "to leave from the warning",
    [
      ["tick", 60],
      ["leave", 61],
    ],
    "gone",
  ],
  [
    "what is gone stays gone",
    [
      ["leave", 1],
      ["touch", 2],
      ["stay", 3],
      ["empty", 4],
      ["tick", 5],
    ],
    "gone",
  ],
  [
    "a screen that slept: its first touch comes too late",
    [
      ["touch", 10],
      ["touch", 3_600],
    ],
    "gone",
  ],
  [
    "a screen that slept: its first tick comes too late",
    [
      ["touch", 10],
      ["tick", 3_600],
    ],
    "gone",
  ],
  [
    "a touch before anybody could see the warning",
    [
      ["touch", 65],
      ["tick", 66],
    ],
    "quiet",
  ],
  [
    "with nothing to protect nobody is warned",
    [
      ["empty", 50],
      ["empty", 100],
      ["tick", 150],
    ],
    "quiet",
  ],
  [
    "what was to be protected is gone by itself",
    [
      ["tick", 60],
      ["empty", 61],
      ["tick", 62],
    ],
    "quiet",
  ],
  [
    "a clock put back is counted anew from there",
    [
      ["tick", -3_600],
      ["tick", -3_541],
    ],
    "quiet",
  ],
  [
    "a clock put back hides nobody for ever",
    [
      ["tick", -3_600],
      ["tick", -3_510],
    ],
    "gone",
  ],
];

for (const [name, happenings, after] of rows)
  test(name, () => {
    const begun = Date.UTC(2026, 0, 1);
    let silence: Silence = { since: begun, phase: "quiet" };
    let now = begun;
    for (const [happening, second] of happenings) {
      now = begun + second * 1_000;
      silence = next(silence, happening, now);
    }
    const left = secondsLeft(silence, now);
    assert.equal(left === null ? silence.phase : `${silence.phase} ${left}`, after);
  });
