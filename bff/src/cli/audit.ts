// `npm run audit -- verify|close|archive|restore …` on the running system's audit trail.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { archiveMonth, fromArchives, readManifest, restoreMonth } from "../audit/archive.ts";
import { closeDay } from "../audit/close-day.ts";
import { monthsIn } from "../audit/months.ts";
import { verify } from "../audit/verify.ts";
import { verifyMessages } from "../audit/verify-messages.ts";
import { readKeys } from "../crypto/keys.ts";
import { useKeys } from "../crypto/sealed.ts";
import { connect, disconnect } from "../store/connection.ts";
import { findRunningSystem } from "../store/running-system.ts";

const usage = `npm run audit -- verify [--from YYYYMMDD] [--to YYYYMMDD] [--no-files]    names the first entry, day's head or (without a range) thing in the store that was altered, removed or inserted
npm run audit -- close <YYYYMMDD>                           signs the head of a day
npm run audit -- archive <YYYYMM>                           moves a month's closed days into a signed file
npm run audit -- restore <YYYYMM>                           puts them back`;

const acts: Record<
  string,
  (folder: string, trusted: string[], when: string | undefined, range: Range) => Promise<boolean>
> = {
  verify: async (folder, trusted, _, range) => {
    const manifests = await Promise.all(
      (await monthsIn(folder)).map((month) => readManifest(folder, month, trusted)),
    );
    const { entries, heads, finding } = await verify({
      ...range,
      trusted,
      entriesOf: fromArchives(folder, manifests),
    });
    if (finding) return found(finding);
    say(`${entries} entries and ${heads} heads are as they were written.`);
    if (range.from ?? range.to) return true;
    const stored = await verifyMessages(new Date(), { files: !range["no-files"] });
    if (stored.finding) return found(stored.finding);
    say(`${stored.messages} stored messages and files are as the trail tells.`);
    return true;
  },
  close: async (_, __, day) => {
    const head = await closeDay(wanted(day, 8));
    say(`${head.day}: ${head.entries} entries, root ${head.root}`);
    return true;
  },
  archive: async (folder, _, month) => {
    say(`${await archiveMonth(wanted(month, 6), folder)} entries moved to ${folder}.`);
    return true;
  },
  restore: async (folder, trusted, month) => {
    say(
      `${await restoreMonth(folder, await readManifest(folder, wanted(month, 6), trusted))} entries restored.`,
    );
    return true;
  },
};

function found(finding: object): boolean {
  say(`FOUND ${JSON.stringify(finding)}`);
  return false;
}

type Range = { from?: string; to?: string; "no-files"?: boolean };

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: "string" }, to: { type: "string" }, "no-files": { type: "boolean" } },
  });
  const act = acts[positionals[0] ?? ""];
  if (act === undefined) throw new Error(usage);
  const system = findRunningSystem(process.env);
  const keys = readKeys(process.env.KEY_FILE || join(system.dataDir, "keys", "keys.json"), true);
  useKeys(keys);
  await connect(system.storeUri);
  try {
    return await act(join(system.dataDir, "audit"), [keys.sm2.publicKey], positionals[1], { ...values });
  } finally {
    await disconnect();
  }
}

function wanted(text: string | undefined, digits: number): string {
  if (text === undefined || !new RegExp(`^\\d{${digits}}$`).test(text)) throw new Error(usage);
  return text;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  (good) => process.exit(good ? 0 : 2),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  },
);
