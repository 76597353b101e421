import { type Place, SealBroken, unseal } from "../../crypto/sealed.ts";
import type { Entry } from "../entry.ts";
import { AuditEntries } from "../model.ts";

/** Something stored that is not as the trail tells, by what finds it: `case …`, `message <peer>:<SerialNum>`, `file <digest>`. */
export interface StoredFinding {
  readonly stored: string;
  readonly what: "altered" | "removed" | "inserted";
}

/** What a look through the store keeps in mind. */
export interface Look {
  /** Before this the trail has been moved into files. */
  readonly from: Date;
  /** What came in after this may not be written everywhere yet. */
  readonly settled: Date;
  readonly now: Date;
  /** How many things were looked at. */
  seen: number;
}

export const altered = (stored: string): StoredFinding => ({ stored, what: "altered" });
export const removed = (stored: string): StoredFinding => ({ stored, what: "removed" });
export const inserted = (stored: string): StoredFinding => ({ stored, what: "inserted" });

/** What was sealed; null when it does not open at its place. */
export function opened(sealed: string, place: Place): string | null {
  try {
    return unseal(sealed, place);
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

export const isWhole = (sealed: string, place: Place) => opened(sealed, place) !== null;

export const entriesWith = (filter: object) =>
  AuditEntries.collection.find(filter) as unknown as AsyncIterable<Entry>;

/** What the trail says of these numbers. */
export async function entriesOn(numbers: readonly string[]): Promise<Map<string, Entry[]>> {
  const found = new Map<string, Entry[]>(numbers.map((number) => [number, []]));
  for await (const entry of entriesWith({ on: { $in: [...found.keys()] } })) found.get(entry.on)?.push(entry);
  return found;
}

/** So many at once are looked up together: one question to the store for each would take most of the time. */
const batch = 200;

export async function* inBatches<T>(all: AsyncIterable<T>, size = batch): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const one of all) {
    some.push(one);
    if (some.length < size) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
