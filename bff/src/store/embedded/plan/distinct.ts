import { decode } from "../bson/decode.ts";
import type { Doc } from "../bson/value.ts";
import { resolve } from "../query/path.ts";
import type { Collection, Index } from "../storage/catalog.ts";
import { component } from "../storage/index-keys.ts";
import { after, indexPrefix, recordKey, recordOf, under } from "../storage/keys.ts";
import type { Storage } from "../storage/storage.ts";
import type { Search } from "./scan.ts";

/** The index that can go from value to value of `key`: it has every document, and each under one value of its own. */
export function distinctIndex(
  { indexes }: Collection,
  { filter, hint }: Search,
  key: string,
): Index | undefined {
  if (filter.and?.length !== 0 || hint !== undefined) return undefined;
  return indexes.find(
    ({ fields, hidden, partial, sparse, multikey, cut }) =>
      fields[0]!.path === key && !hidden && !partial && !sparse && !multikey.length && !cut,
  );
}

/** One document for each value of the index's first field, in the index's order. */
export function* firstOfEach(
  storage: Storage,
  collection: Collection,
  index: Index,
  { tick }: Search,
): Generator<Doc> {
  const { parts, direction } = index.fields[0]!;
  const { low, high } = under(indexPrefix(index.id));
  for (let from = low; ; ) {
    const [entry] = storage.entries({ low: from, high });
    if (!entry) return;
    tick();
    const doc = decode(storage.get(recordKey(collection.id, recordOf(entry.value)))!);
    yield doc;
    from = after(Buffer.concat([low, component(resolve(doc, parts), direction)]));
  }
}
