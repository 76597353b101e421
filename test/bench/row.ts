/** One line of the table that `npm run bench` prints: two figures of the same run, and what one is to the other. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  /** What is measured: "MB/s", "per s", "ms", "kB" … */
  readonly unit: string;
  readonly peerName: string;
  /** ours ÷ peer, or peer ÷ ours where smaller is better: above 1 we are better. */
  readonly ratio: number;
  /** What we aim at, in words, and whether the ratio reaches it. */
  readonly aim?: string;
}

/** A file of the bench: what it measures and how; `quick` keeps it to seconds. */
export interface Bench {
  readonly title: string;
  readonly run: (options: { quick: boolean }) => Promise<BenchRow[]>;
}
