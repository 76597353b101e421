// Our commands as they are shipped: bundled, they start in a third of the time that TypeScript takes.
import { join } from "node:path";
import { build } from "../../scripts/lib/build.mjs";
import { bffDist } from "../../scripts/lib/paths.mjs";

/** Path of what `bff/src/main.ts` or a file of `bff/src/cli` is built into; builds it where it is stale. */
export async function built(name: string): Promise<string> {
  await build("bff");
  return join(bffDist, `${name}.js`);
}
