import assert from "node:assert/strict";
import { test } from "node:test";
import type { TimelineEntry } from "shared-types";
import { follow } from "./follow.ts";

const entry = (id: string, minute: number): TimelineEntry => ({
  ...{ id, at: `2026-03-02T01:0${minute}:00.000Z`, title: `entry ${id}`, words: "" },
});

/** What is told while the portal gives these timelines one after the other; the case ends well with the last. */
async function told(...timelines: readonly TimelineEntry[][]): Promise<string[]> {
  let asked = 0;
  const get = async <T>() => {
    const timeline = timelines[asked++]!;
    const good = asked === timelines.length;
    const of = { business: "SQ1008", final: good, good, stateName: "", delivery: { status: "delivered" } };
    return { case: of, timeline } as T;
  };
  const lines: string[] = [];
  await follow({ get }, "case", "final", Date.now() + 60_000, ({ id }, again) =>
    lines.push(again ? `${id} ${again}` : id!),
  );
  return lines;
}

const [a, b, c] = [entry("a", 1), entry("b", 2), entry("c", 3)];

test("what comes in the order of its dates is told once", async () => {
  assert.deepEqual(await told([a], [a, b], [a, b, c]), ["a", "b", "c"]);
});

test("where something came late, all is told again by date in the end", async () => {
  const lines = ["b", "a", "c", "a by date", "b by date", "c by date"];
  assert.deepEqual(await told([b], [a, b], [a, b, c]), lines);
});
