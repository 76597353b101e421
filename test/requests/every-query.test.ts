// Every query of the portal is answered by an index: the portal does all that it can do once, and the plan of each
// filter that reached its store is looked at.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { indexes } from "../../bff/src/store/indexes.ts";
import { filesIn } from "../../scripts/lib/files.mjs";
import { root } from "../../scripts/lib/paths.mjs";
import { doEverything } from "../support/everything.ts";
import { asking, type Seen, type Watch, watchQueries } from "../support/query-watch.ts";
import { openTestStore } from "../support/test-store.ts";
import { startWalk, type Walk } from "../support/walk.ts";

let walk: Walk;
let watch: Watch;
let seen: Seen[];
before(async () => {
  const store = await openTestStore();
  walk = await startWalk(async () => ({ ...store, uri: `${store.uri}?monitorCommands=true` }));
  watch = watchQueries();
  await doEverything(walk);
  seen = await watch.explain(store.uri);
});
after(async () => {
  watch?.end();
  await walk?.portal.stop();
});

/** Queries that go through a whole collection though they have a filter, and why that harms nobody. */
const exceptions: Readonly<Record<string, string>> = {
  "operators name": "there are a handful of operators, and one is removed by hand",
  "audit act($in), result": "an auditor's command that reads the whole trail anyway",
};

test("every filter is answered by an index", () => {
  // Of a collection that does not exist there is no plan: only `_id` is sure to be an index then.
  const isAnswered = ({ by, shape }: Seen) =>
    by.length === 0 ? shape.startsWith("_id") : !/COLLSCAN|whole/.test(by.join());
  const scanning = seen.filter((one) => !one.shape.startsWith("everything") && !isAnswered(one));
  assert.deepEqual(
    scanning.map(({ collection, shape }) => `${collection} ${shape}`).sort(),
    Object.keys(exceptions).sort(),
  );
});

test("every index answers some query, or lets what has expired go", () => {
  const used = new Set(seen.flatMap(({ collection, by }) => by.map((name) => `${collection} ${name}`)));
  const idle = indexes.filter(({ collection, keys, options }) => {
    const name = Object.entries(keys).flat().join("_");
    return options?.expireAfterSeconds === undefined && !used.has(`${collection} ${name}`);
  });
  assert.deepEqual(idle, []);
});

/** Models, and the driver's collections by their functions; not those that say in place that they go by `_id`, or read all. */
const asked =
  /\b([A-Z]\w+s|(cases|inbox|peers|attempts|decisions|settlements|guesses|quarantine)\(\))(\.collection)?\s*\.(\w+)\((?!\s*\{ _id\b|\)|\{\})/g;

test("every place in the source that asks the store was reached", () => {
  const reached = (file: string, line: number) =>
    [0, 1, 2, 3].some((more) => watch.places.has(`${file}:${line + more}`));
  const missed = filesIn("bff/src", ".ts")
    .filter((file: string) => !file.endsWith(".test.ts") && !file.includes("store/embedded"))
    .flatMap((file: string) => {
      const text = readFileSync(join(root, file), "utf8");
      return [...text.matchAll(asked)]
        .filter(({ 4: method = "" }) => asking.test(method) && method !== "findById")
        .map(({ index }) => ({ file, line: text.slice(0, index).split("\n").length }))
        .filter(({ line }) => !reached(file, line));
    });
  assert.deepEqual(missed, []);
});
