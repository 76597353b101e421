import { docOf, type Value } from "./bson/value.ts";
import type { Engine } from "./commands/engine.ts";
import { deleteMany } from "./commands/write.ts";
import { parseFilter } from "./query/match.ts";

/** Removes, now and then, what TTL indexes say has expired, sessions nobody uses, and cursors nobody asks for. */
export function startSweeper(engine: Engine): () => void {
  let timer: NodeJS.Timeout;
  let last = Date.now();
  const turn = async () => {
    if (Date.now() - last >= engine.ttlMonitorSleepSecs * 1000) {
      last = Date.now();
      engine.cursors.closeIdle();
      // What fails now, as on a full disk, is tried again in its turn.
      await engine.storage
        .write(() => {
          removeExpired(engine);
          engine.sessions.forgetOld();
        })
        .catch((error: Error) => console.error(`nothing expired is removed: ${error.message}`));
    }
    timer = setTimeout(() => void turn(), 500).unref();
  };
  timer = setTimeout(() => void turn(), 500).unref();
  return () => clearTimeout(timer);
}

function removeExpired(engine: Engine): void {
  for (const { ns, indexes } of engine.catalog.list())
    for (const { expireAfterSeconds, fields, spec } of indexes) {
      if (expireAfterSeconds === undefined) continue;
      const before = new Date(Date.now() - expireAfterSeconds * 1000);
      const filter = docOf({
        [fields[0]!.path]: docOf({ $lt: before }),
        ...partialOf(spec.get("partialFilterExpression")),
      });
      deleteMany(engine, ns, { filter: parseFilter(filter), multi: true, tick: () => undefined });
    }
}

const partialOf = (partial: Value): Record<string, Value> => (partial ? { $and: [partial] } : {});
