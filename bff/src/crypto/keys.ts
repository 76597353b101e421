import { randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { crypto, type Sm2KeyPair } from "./provider.ts";

/** What is unlocked with the key file; it lives in memory only. */
export interface Keys {
  /** Version that new fields are sealed with; every version here can still be read. */
  readonly current: number;
  readonly fields: ReadonlyMap<number, { readonly cipher: Buffer; readonly mac: Buffer }>;
  /** Key of the blind index. */
  readonly index: Buffer;
  /** Our own pair: provinces wrap their SM4 keys for it. */
  readonly sm2: Sm2KeyPair;
}

/** The key file: master keys of 32 bytes by version, outside the database. */
interface KeyFile {
  /** Made by a first start: good for a demonstration, refused elsewhere. */
  readonly demo?: boolean;
  readonly current: number;
  readonly masters: Readonly<Record<string, string>>;
  readonly index: string;
  readonly sm2: Sm2KeyPair;
}

/** Where the keys come from: the settings fit. */
export interface KeySource {
  readonly dataDir: string;
  readonly keyFile: string | null;
  readonly demo: boolean;
}

/**
 * Reads the key file; a demonstration without KEY_FILE makes its own under DATA_DIR/keys at the first start (mode 600).
 * Throws an error that names the file and the reason, never a key.
 */
export function loadKeys({ dataDir, keyFile, demo }: KeySource): Keys {
  if (keyFile === null && !demo)
    throw new Error("KEY_FILE is not set (npm run peer -- new-keys prints a new one)");
  const path = keyFile ?? makeOnce(join(dataDir, "keys"));
  return readKeys(path, demo);
}

/** Reads what a running system uses, and makes nothing. */
export function readKeys(path: string, demo: boolean): Keys {
  let file: KeyFile;
  try {
    file = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? "it is not JSON";
    throw new Error(`the key file ${path} cannot be read: ${reason}`);
  }
  const fault = faultOf(file);
  if (fault !== null) throw new Error(`the key file ${path} cannot be used: ${fault}`);
  if (file.demo && !demo)
    throw new Error(`the key file ${path} holds demo keys, which are for the demonstration only`);
  return derive(file);
}

/** The text of a new key file. */
export function newKeyFile(demo = false): string {
  const file: KeyFile = {
    ...(demo && { demo }),
    current: 1,
    masters: { 1: randomBytes(32).toString("hex") },
    index: randomBytes(32).toString("hex"),
    sm2: crypto.sm2.newKeyPair(),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Keys that are written nowhere. */
export function newKeys(): Keys {
  return derive(JSON.parse(newKeyFile()));
}

function derive({ current, masters, index, sm2 }: KeyFile): Keys {
  const fields = Object.entries(masters).map(([version, hex]) => {
    const master = Buffer.from(hex, "hex");
    const cipher = crypto.hmacSm3(master, "sealed field, encryption").subarray(0, 16);
    return [
      Number(version),
      { cipher, mac: crypto.hmacSm3(master, "sealed field, authentication") },
    ] as const;
  });
  return { current, fields: new Map(fields), index: Buffer.from(index, "hex"), sm2 };
}

function faultOf(file: Partial<KeyFile> | null): string | null {
  const key = /^[\da-f]{64}$/i;
  const masters = Object.entries(file?.masters ?? {});
  if (
    !masters.every(
      ([version, hex]) => /^[1-9]\d{0,4}$/.test(version) && Number(version) < 65_536 && key.test(hex),
    )
  )
    return "masters must be 64 hex digits each, by version from 1 to 65535";
  if (!file?.masters || !(String(file.current) in file.masters)) return "current must name one of masters";
  if (!key.test(file.index ?? "")) return "index must be 64 hex digits";
  if (!key.test(file.sm2?.privateKey ?? "") || crypto.sm2.publicKey(file.sm2?.publicKey ?? "") === null)
    return "sm2 must hold privateKey and publicKey in hex";
  return null;
}

/** Two processes may start at once: the file appears whole, and the first one's stays. */
function makeOnce(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "keys.json");
  const draft = join(folder, `.new-${process.pid}-${randomBytes(4).toString("hex")}`);
  const handle = openSync(draft, "wx", 0o600);
  try {
    writeSync(handle, newKeyFile(true));
    fsyncSync(handle);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    closeSync(handle);
    rmSync(draft);
  }
  return path;
}
