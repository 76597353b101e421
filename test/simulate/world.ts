import type { Chance } from "./chance.ts";

interface Event {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/** Simulated time and what is to happen in it; the same seed gives the same history. Milliseconds from the beginning. */
export class World {
  now = 0;
  readonly chance: Chance;
  /** The story, when somebody wants to read it. */
  readonly story: string[] | null;
  /** What must never be, with the invariant's name. */
  readonly violations: string[] = [];
  #heap: Event[] = [];
  #count = 0;

  constructor(chance: Chance, telling: boolean) {
    this.chance = chance;
    this.story = telling ? [] : null;
  }

  date(): Date {
    return new Date(this.now);
  }

  tell(say: () => string): void {
    this.story?.push(`${(this.now / 1000).toFixed(3).padStart(9)} s  ${say()}`);
  }

  violate(what: string): void {
    this.violations.push(what);
    this.tell(() => `!! ${what}`);
  }

  later(ms: number, act: () => void): void {
    const heap = this.#heap;
    const event = { at: this.now + ms, order: this.#count++, act };
    let at = heap.length;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (before(heap[above]!, event)) break;
      heap[at] = heap[above]!;
      at = above;
    }
    heap[at] = event;
  }

  /** Lets everything happen until nothing is left to happen, or `end`. Gives whether it came to rest. */
  run(end: number): boolean {
    for (let next = this.#heap[0]; next !== undefined && next.at <= end; next = this.#heap[0]) {
      this.#shift();
      this.now = next.at;
      next.act();
    }
    return this.#heap.length === 0;
  }

  #shift(): void {
    const heap = this.#heap;
    const last = heap.pop()!;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= heap.length) break;
      if (below + 1 < heap.length && before(heap[below + 1]!, heap[below]!)) below++;
      if (before(last, heap[below]!)) break;
      heap[at] = heap[below]!;
      at = below;
    }
    heap[at] = last;
  }
}

function before(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
