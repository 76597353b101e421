import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { FolderInUse, lockFolder } from "./lock.ts";

const folder = mkdtempSync(join(tmpdir(), "lock-"));
after(() => rmSync(folder, { recursive: true }));

const HOLD = `import(${JSON.stringify(new URL("./lock.ts", import.meta.url).href)}).then((m) => m.lockFolder(process.argv[1]))
  .then(() => { console.log("held"); setInterval(() => undefined, 1000); })`;

test("a folder is held by one process, by whatever path, and a killed one lets it go", async () => {
  const holder = spawn(process.execPath, ["--import", "tsx", "-e", HOLD, folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  await assert.rejects(lockFolder(folder), FolderInUse);
  const other = join(folder, "other-way");
  symlinkSync(folder, other);
  await assert.rejects(lockFolder(other), FolderInUse);
  holder.kill("SIGKILL");
  await once(holder, "exit");
  (await lockFolder(folder))();
});
