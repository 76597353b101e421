import mongoose, { Schema } from "mongoose";
import { AppError } from "../errors.ts";

interface RateDoc {
  /** Who does what, and the window's number. */
  _id: string;
  n: number;
  endsAt: Date;
}

const Rates = mongoose.model<RateDoc>(
  "Rate",
  new Schema<RateDoc>(
    { _id: { type: String, required: true }, n: Number, endsAt: Date },
    { collection: "rates", versionKey: false },
  ),
);

/** Counts one act; throws `tooMany` beyond `most` in a window of `seconds`. All instances count together. */
export async function limitRate(who: string, most: number, seconds: number, now: Date): Promise<void> {
  const window = Math.floor(now.getTime() / (seconds * 1_000));
  const endsAt = new Date((window + 1) * seconds * 1_000);
  const { n } = await Rates.findOneAndUpdate(
    { _id: `${who}:${window}` },
    { $inc: { n: 1 }, $setOnInsert: { endsAt } },
    { upsert: true, returnDocument: "after" },
  )
    .orFail()
    .lean();
  if (n > most) throw new AppError("tooMany");
}
