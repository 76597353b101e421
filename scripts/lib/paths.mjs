import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const bffDist = join(root, "bff/dist");
export const h5Dist = join(root, "miniapp/dist/h5");
export const weappDist = join(root, "miniapp/dist/weapp");
export const dataDir = () => resolve(root, process.env.DATA_DIR || ".data");
