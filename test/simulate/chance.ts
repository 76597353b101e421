/** Where a history asks for chance, known to all histories of this process; its number is only an index. */
interface Place {
  readonly id: number;
  readonly hash: number;
}

const places = new Map<string, Place>();

function placeOf(name: string): Place {
  const known = places.get(name);
  if (known !== undefined) return known;
  let hash = 0x9e3779b9 | 0;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  const place = { id: places.size, hash };
  places.set(name, place);
  return place;
}

/**
 * Every decision of a history, from its seed alone. A draw depends on the seed, the place that asks and how often that
 * place asked before, so that leaving out one fault does not turn all the others round: that is what makes shrinking work.
 */
export class Chance {
  readonly #seed: number;
  readonly #left: ReadonlySet<string>;
  readonly #asked: number[] = [];
  /** Faults that took place, in order. */
  readonly faults: string[] = [];
  /** No fault after the storm: then everything must come to rest. */
  calm = false;

  /** `left`: faults to leave out. */
  constructor(seed: number, left: ReadonlySet<string> = new Set()) {
    this.#seed = seed;
    this.#left = left;
  }

  /** A number in [0, 1). */
  draw(place: string): number {
    const { id, hash } = placeOf(place);
    const count = (this.#asked[id] ?? 0) + 1;
    this.#asked[id] = count;
    return mix(this.#seed ^ hash, count);
  }

  between(place: string, least: number, most: number): number {
    return least + Math.floor(this.draw(place) * (most - least + 1));
  }

  /** Whether a fault of this likelihood strikes here now. */
  fault(place: string, likelihood: number): boolean {
    if (this.calm || this.draw(place) >= likelihood) return false;
    const name = `${place}#${this.#asked[placeOf(place).id]}`;
    if (this.#left.has(name)) return false;
    this.faults.push(name);
    return true;
  }
}

function mix(seed: number, count: number): number {
  let hash = Math.imul(seed ^ (seed >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ count, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}
