import { renameSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

interface Segment {
  readonly real: number;
  readonly virtual: number;
  readonly rate: number;
}

/** So long before it holds a change is written, so that every process has read it. */
const ahead = 80;

/** The time of the store and the instances, steered from here (lapse.mjs follows it). */
export class Lapse {
  readonly file: string;
  #segments: Segment[];

  constructor(file: string, rate: number) {
    this.file = file;
    const now = Date.now();
    this.#segments = [{ real: now, virtual: now, rate }];
    this.#write();
  }

  get rate(): number {
    return this.#segments.at(-1)!.rate;
  }

  now(): Date {
    return new Date(this.#at(Date.now()));
  }

  /** Waits for so many milliseconds of that time. */
  async pass(ms: number): Promise<void> {
    await sleep(ms / this.rate);
  }

  /** Puts the time forward. To be used when nothing is under way: what is would time out. */
  async forward(ms: number): Promise<void> {
    await this.#change((virtual, rate) => ({ virtual: virtual + ms, rate }));
  }

  async setRate(next: number): Promise<void> {
    await this.#change((virtual) => ({ virtual, rate: next }));
  }

  async #change(make: (virtual: number, rate: number) => Omit<Segment, "real">): Promise<void> {
    const real = Date.now() + ahead;
    this.#segments.push({ real, ...make(this.#at(real), this.rate) });
    this.#segments = this.#segments.slice(-4);
    this.#write();
    await sleep(ahead + 20);
  }

  #at(real: number): number {
    const found = this.#segments.findLast((one) => one.real <= real) ?? this.#segments[0]!;
    return found.virtual + (real - found.real) * found.rate;
  }

  #write(): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(this.#segments));
    renameSync(`${this.file}.new`, this.file);
  }
}
