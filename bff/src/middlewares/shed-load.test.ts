import assert from "node:assert/strict";
import { test } from "node:test";
import { tooMuch } from "./shed-load.ts";

const calm = { lagMs: 5, heap: 0.2, inFlight: 10, freeDiskBytes: 2 ** 40 };

for (const [what, pressure, turnedAway] of [
  ["nothing", calm, []],
  ["a full queue", { ...calm, inFlight: 2_001 }, ["upload", "person"]],
  ["a queue that fills", { ...calm, inFlight: 1_500 }, ["upload"]],
  ["a queue far too long", { ...calm, inFlight: 3_100 }, ["upload", "person", "exchange"]],
  ["a slow loop under load", { ...calm, lagMs: 250, inFlight: 60 }, ["upload", "person"]],
  ["a slow loop that others caused", { ...calm, lagMs: 900, inFlight: 3 }, []],
  ["little memory", { ...calm, heap: 0.85 }, ["upload", "person"]],
  ["hardly any memory", { ...calm, heap: 0.96 }, ["upload", "person", "exchange"]],
  ["a full disk", { ...calm, freeDiskBytes: 2 ** 29 }, ["upload"]],
] as const)
  test(`${what} turns away ${turnedAway.join(", ") || "nobody"}`, () => {
    const kinds = (["upload", "person", "exchange"] as const).filter((kind) => tooMuch(kind, pressure));
    assert.deepEqual(kinds, [...turnedAway]);
  });
