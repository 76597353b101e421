import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Keys } from "../crypto/keys.ts";
import { isSignedBy, sign } from "../crypto/signature.ts";

const format = "road-transport-portal/backup-1";
const MANIFEST = "backup.json";

/** One file of a backup; `name` has `/` between folders. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  readonly sm3: string;
}

/** What a backup holds, and which keys it needs; written last, so that a backup without it is an unfinished one. */
export interface Manifest {
  readonly format: string;
  /** The moment whose state it is, by the store's clock (ISO). */
  readonly taken: string;
  /** Versions of the key file's masters that its fields may be sealed with. */
  readonly keyVersions: readonly number[];
  readonly files: readonly BackupFile[];
}

/** The manifest's text, signed. */
export function sealManifest(taken: Date, files: readonly BackupFile[], keys: Keys): string {
  const keyVersions = [...keys.fields.keys()].sort((a, b) => a - b);
  const manifest: Manifest = { format, taken: taken.toISOString(), keyVersions, files };
  const signature = sign(JSON.stringify(manifest), keys.sm2);
  return `${JSON.stringify({ ...manifest, signature, publicKey: keys.sm2.publicKey }, null, 2)}\n`;
}

export const manifestFile = (folder: string) => join(folder, MANIFEST);

/** The other way, with every file held against it. Throws an error in one sentence. */
export async function openManifest(folder: string, keys: Keys): Promise<Manifest> {
  const { signature, publicKey, ...manifest } = await readManifest(folder);
  if (manifest.format !== format)
    throw new Error(`${folder} is a backup of another make: ${manifest.format}`);
  if (publicKey !== keys.sm2.publicKey)
    throw new Error("the backup was made under another key file: name the one of that time with KEY_FILE");
  if (!isSignedBy(JSON.stringify(manifest), signature, publicKey))
    throw new Error(`${manifestFile(folder)} was altered: its signature does not hold`);
  const missing = manifest.keyVersions.filter((version) => !keys.fields.has(version));
  if (missing.length > 0)
    throw new Error(`the key file lacks the versions ${missing.join(", ")} that the backup is sealed with`);
  for (const { name, sm3 } of manifest.files)
    if ((await digestOf(join(folder, name)).catch(() => "")) !== sm3)
      throw new Error(`${name} of the backup is missing or was altered`);
  return manifest;
}

type Sealed = Manifest & { readonly signature: string; readonly publicKey: string };

async function readManifest(folder: string): Promise<Sealed> {
  try {
    return JSON.parse(await readFile(manifestFile(folder), "utf8"));
  } catch {
    throw new Error(`${folder} holds no finished backup: ${MANIFEST} is missing or is no JSON`);
  }
}

/** SM3 of a file of any size. */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash("sm3");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
