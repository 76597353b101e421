// `node scripts/run-ts.mjs file.ts …`: sets up if need be, then runs a TypeScript command with its arguments.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { finish } from "./lib/finish.mjs";
import { root } from "./lib/paths.mjs";
import { setup } from "./lib/setup.mjs";

await finish(async () => {
  const [file, ...args] = process.argv.slice(2);
  await setup();
  const child = spawn(process.execPath, ["--import", "tsx", join(root, file), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("close", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
});
