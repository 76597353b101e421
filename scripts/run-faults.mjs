// `npm run faults -- …`: builds what it hurts, then runs the campaign (test/faults/main.ts) with its arguments.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "./lib/build.mjs";
import { finish } from "./lib/finish.mjs";
import { root } from "./lib/paths.mjs";
import { setup } from "./lib/setup.mjs";

await finish(async () => {
  await setup();
  await build("bff");
  const args = ["--import", "tsx", join(root, "test/faults/main.ts"), ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("close", (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
});
