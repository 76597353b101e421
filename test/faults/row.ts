import type { Bed } from "./bed.ts";
import type { People } from "./people.ts";

export interface Stage {
  readonly bed: Bed;
  readonly people: People;
  readonly chance: () => number;
  /** Real time at which this row has to be over, faults not yet made left out. */
  readonly until: number;
}

/** Whether a row makes one more fault: at least one, however little time is left. */
export function goesOn({ until }: Stage, made: number, amount: number): boolean {
  return made < amount && (made === 0 || Date.now() < until);
}

export interface RowResult {
  /** Faults that were made. */
  readonly trials: number;
  /** What broke, beyond what the comparison of the records shows. */
  readonly broken?: readonly string[];
  /** A measured figure in words. */
  readonly measured?: string;
  /** Kills among the trials. */
  readonly kills?: number;
}

/** One fault of reliability 3. */
export interface Row {
  readonly id: string;
  readonly title: string;
  readonly quick: number;
  readonly full: number;
  /** Its share of the time, 1 when not given. */
  readonly weight?: number;
  /** In the long form: in so many runs, each on a new system. A system of ten thousands of cases takes longer to start. */
  readonly runs?: number;
  /** It ends the store's process, so it needs a store of its own. */
  readonly killsStore?: boolean;
  /** Makes the fault about `amount` times, with people about; the campaign heals, waits for quiet and compares. */
  run(stage: Stage, amount: number): Promise<RowResult>;
}
