import { trusted } from "mongoose";
import { Cases } from "../cases/model.ts";
import { EducationResults } from "../education/model.ts";
import type { Log } from "../log.ts";
import { Attachments, Files } from "./models.ts";

const day = 86_400_000;

/**
 * Deletes photos whose time is over, then the files that nothing refers to any more: those of these photos, and those
 * put in the last week that nothing ever came to refer to (a day is given for that).
 */
export async function sweep(now: Date): Promise<{ attachments: number; files: number }> {
  const ago = (days: number) => new Date(now.getTime() - days * day);
  const over = { keepUntil: trusted({ $lt: now }) };
  const candidates = new Set<string>();
  for await (const { file } of Attachments.find(over, { file: 1 }).lean().cursor()) candidates.add(file);
  const gone = await Attachments.deleteMany(over);
  const young = { at: trusted({ $gt: ago(8), $lt: ago(1) }) };
  for await (const { _id } of Files.find(young, { _id: 1 }).lean().cursor()) candidates.add(_id);
  let files = 0;
  for (const _id of candidates) {
    if (await isUsed(_id)) continue;
    // Put again in the meantime: `at` is young, and it stays.
    const { deletedCount } = await Files.deleteOne({ _id, at: trusted({ $lt: ago(1) }) });
    files += deletedCount;
  }
  return { attachments: gone.deletedCount, files };
}

async function isUsed(digest: string): Promise<boolean> {
  const by = await Promise.all([
    Attachments.exists({ file: digest }),
    Cases.exists({ "attachments.file": digest }),
    Cases.exists({ "outbox.files": digest }),
    Cases.exists({ "feedbacks.files.file": digest }),
    EducationResults.exists({ file: digest }),
  ]);
  return by.some((one) => one !== null);
}

/** Sweeps every six hours; several instances may do so at once. */
export function startSweeper(log: Log): { stop: () => void } {
  const once = () =>
    sweep(new Date()).then(
      (swept) => log.info(swept, "swept"),
      (error) => log.warn({ reason: String(error) }, "not swept"),
    );
  const timer = setInterval(once, day / 4);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
