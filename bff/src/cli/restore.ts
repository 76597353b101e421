// `npm run restore -- --from DIR`: puts the embedded store back to a backup; `--settle` does what comes after mongorestore.
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { restore } from "../backup/restore.ts";
import { settleRestored } from "../backup/settle.ts";
import { onRunningSystem, run, say } from "../command.ts";
import { readKeys } from "../crypto/keys.ts";
import { useKeys } from "../crypto/sealed.ts";
import { FolderInUse } from "../store/embedded/lock.ts";

const usage = `npm run restore -- --from DIR                  a backup of the embedded store; the system is stopped
npm run restore -- --settle --taken TIME       after mongorestore, before any instance is started; TIME: the dump's, as 2026-11-25T03:00:00+08:00`;

run(async () => {
  const { from, settle, taken } = readArguments();
  if (settle) {
    if (!taken || Number.isNaN(Date.parse(taken))) throw new Error(usage);
    const { unsure } = await onRunningSystem(() => settleRestored(new Date(taken)));
    say(`${unsure} cases are unsure and will be asked about by sending again.`);
    return true;
  }
  if (!from) throw new Error(usage);
  if (process.env.MONGODB_URI)
    throw new Error(
      "MONGODB_URI names a MongoDB server: use mongorestore, then --settle (docs/operations.md)",
    );
  const dataDir = resolve(process.env.DATA_DIR || ".data");
  useKeys(readKeys(process.env.KEY_FILE || join(dataDir, "keys", "keys.json"), true));
  const done = await restore(resolve(from), dataDir).catch((error) => {
    throw error instanceof FolderInUse
      ? new Error("the system still runs: stop it first")
      : new Error(`nothing was restored: ${error.message}`);
  });
  say(`The store is as it was at ${done.taken.toISOString()}.`);
  if (done.before !== null) say(`What was there before lies in ${done.before}; nothing removes it.`);
  say(`${done.unsure} cases are unsure: their messages go out again, with the same SerialNum, once it runs.`);
  say("Everybody has to sign in again, provinces too; operators need new keys (operations -- add-operator).");
  return true;
});

function readArguments() {
  try {
    return parseArgs({
      options: {
        from: { type: "string" },
        settle: { type: "boolean", default: false },
        taken: { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${usage}`);
  }
}
