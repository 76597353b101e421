import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** One planted fault: in `file`, `from` (which must stand there exactly once) becomes `to`. */
export interface Plant {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const form = {
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
} as const;
const alias = { "shared-types": join(root, "shared-types/src") };

/** The province as one file, which starts faster. */
export async function bundleProvince(dir: string): Promise<string> {
  const outfile = join(dir, "province.mjs");
  await build({ ...form, alias, entryPoints: [join(root, "test/faults/province.ts")], outfile });
  return outfile;
}

/** The product with one planted fault, for the checker to find: never where `npm run build` puts the real one. */
export async function bundlePlanted(dir: string, plant: Plant): Promise<void> {
  let planted = 0;
  const plugin: Plugin = {
    name: "plant",
    setup(bundler) {
      bundler.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.endsWith(plant.file)) return undefined;
        const { readFile } = await import("node:fs/promises");
        const text = await readFile(path, "utf8");
        if (text.split(plant.from).length !== 2) return undefined;
        planted += 1;
        return { contents: text.replace(plant.from, () => plant.to), loader: "ts" };
      });
    },
  };
  await build({
    ...{ ...form, alias, plugins: [plugin], outdir: dir, outExtension: { ".js": ".js" } },
    entryPoints: [
      { in: join(root, "bff/src/main.ts"), out: "main" },
      { in: join(root, "bff/src/store/embedded/main.ts"), out: "store" },
      // Threads of the product's are files of their own.
      ...readdirSync(join(root, "bff/src"), { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith("-worker.ts"))
        .map((name) => ({ in: join(root, "bff/src", name), out: basename(name, ".ts") })),
    ],
  });
  if (planted === 0)
    throw new Error(`${plant.file}: the line to be changed is not there, or not once: ${plant.from}`);
}
