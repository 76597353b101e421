// `npm run backup -- --to DIR`: a consistent copy of the running embedded store, without the keys.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { backUp } from "../backup/back-up.ts";
import { onRunningSystem, run, say } from "../command.ts";

run(() => {
  const { values } = parseArgs({ options: { to: { type: "string" } } });
  const { to } = values;
  if (!to) throw new Error("npm run backup -- --to DIR    DIR: a new folder for this backup");
  return onRunningSystem(async ({ dataDir }) => {
    const { taken, files, bytes } = await backUp(resolve(to), dataDir);
    say(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, as of ${taken.toISOString()}, in ${resolve(to)}`);
    say("The key file is not in it: keep that elsewhere. Without it this backup cannot be read.");
    return true;
  });
});
