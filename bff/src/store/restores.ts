import mongoose, { Schema } from "mongoose";
import { maxTimeMS } from "./connection.ts";

/** The store was put back to an earlier state; kept for ever. */
export interface Restore {
  /** The same as `at`, as text: two cannot begin in one millisecond. */
  _id: string;
  /** When it was put back, by the store's clock. */
  at: Date;
  /** The moment whose state it was put back to. */
  taken: Date;
}

export const Restores = mongoose.model<Restore>(
  "Restore",
  new Schema<Restore>({ _id: String, at: Date, taken: Date }, { collection: "restores", versionKey: false }),
);

/** When this store was last put back to an earlier state; null: never. */
export async function lastRestore(): Promise<Date | null> {
  const found = await Restores.findOne().sort({ _id: -1 }).maxTimeMS(maxTimeMS).lean<Restore>();
  return found?.at ?? null;
}
