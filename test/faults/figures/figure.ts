/** A number of its own, beside the rows: what was measured, and whether it is as good as it must be. */
export interface Figure {
  readonly what: string;
  readonly measured: string;
  readonly ok: boolean;
}

/** The value below which `share` of them lie. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
