/**
 * Every decision of a history, from its seed alone. A draw depends on the seed, the place that asks and how often that
 * place asked before, so that leaving out one fault does not turn all the others round: that is what makes shrinking work.
 */
export class Chance {
  readonly #seed: number;
  readonly #left: ReadonlySet<string>;
  readonly #asked = new Map<string, number>();
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
    const count = (this.#asked.get(place) ?? 0) + 1;
    this.#asked.set(place, count);
    return mix(this.#seed, place, count);
  }

  between(place: string, least: number, most: number): number {
    return least + Math.floor(this.draw(place) * (most - least + 1));
  }

  /** Whether a fault of this likelihood strikes here now. */
  fault(place: string, likelihood: number): boolean {
    if (this.calm || this.draw(place) >= likelihood) return false;
    const name = `${place}#${this.#asked.get(place)}`;
    if (this.#left.has(name)) return false;
    this.faults.push(name);
    return true;
  }
}

function mix(seed: number, place: string, count: number): number {
  let hash = (seed ^ 0x9e3779b9) | 0;
  for (let at = 0; at < place.length; at++) hash = Math.imul(hash ^ place.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ count, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4294967296;
}
