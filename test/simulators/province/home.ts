// What a province keeps under its folder: keys that stay, the portal's bundle, its own bundle.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Dialect } from "./dialects.ts";
import { type KeyPair, newKeyPair, newSm4Key, unwrap, wrap } from "./sm.ts";

interface Account {
  readonly user: string;
  readonly password: string;
}

/** What hands over one side's keys and log-in to the other. */
interface Bundle {
  readonly systemId: string;
  readonly sm2PublicKey: string;
  /** Wrapped with the receiver's public key. */
  readonly sm4Key: string;
  readonly account: Account;
  readonly url: string;
}

export interface Portal {
  readonly publicKey: string;
  readonly sm4Key: string;
  readonly account: Account;
  readonly url: string;
}

export class Home {
  readonly keys: KeyPair;
  readonly sm4Key: string;
  /** The portal's log-in at us. */
  readonly account: Account;
  private readonly dir: string;
  private portalRead: { changed: number; portal: Portal } | null = null;

  constructor(dir: string, region: string) {
    mkdirSync(dir, { recursive: true });
    this.dir = dir;
    const file = join(dir, "keys.json");
    if (!existsSync(file)) {
      const account = { user: `portal-${region}`, password: randomBytes(18).toString("base64url") };
      writeWhole(file, JSON.stringify({ keys: newKeyPair(), sm4Key: newSm4Key(), account }), 0o600);
    }
    const kept = JSON.parse(readFileSync(file, "utf8")) as {
      keys: KeyPair;
      sm4Key: string;
      account: Account;
    };
    this.keys = kept.keys;
    this.sm4Key = kept.sm4Key;
    this.account = kept.account;
    writeWhole(join(dir, "public-key.txt"), `${kept.keys.publicKey}\n`);
  }

  /** The portal's bundle as it stands now (it may be exported anew at any time), or null while there is none. */
  portal(): Portal | null {
    const file = join(this.dir, "portal.json");
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (changed === undefined) return null;
    if (this.portalRead?.changed !== changed) {
      const portal = this.readPortal(file);
      if (!portal) return this.portalRead?.portal ?? null;
      this.portalRead = { changed, portal };
    }
    return this.portalRead.portal;
  }

  // `peer export … > portal.json` empties the file before it writes it: until it is whole, the last one holds.
  private readPortal(file: string): Portal | null {
    let bundle: Bundle;
    try {
      bundle = JSON.parse(readFileSync(file, "utf8"));
    } catch {
      return null;
    }
    const sm4Key = unwrap(bundle.sm4Key, this.keys.privateKey);
    return { publicKey: bundle.sm2PublicKey, sm4Key, account: bundle.account, url: bundle.url };
  }

  /** Our bundle, for `peer import`. */
  writeBundle(region: string, url: string, { sm2 }: Pick<Dialect, "sm2">, portal: Portal): void {
    const bundle: Bundle = {
      systemId: region,
      sm2PublicKey: this.keys.publicKey,
      sm4Key: wrap(this.sm4Key, portal.publicKey, sm2),
      account: this.account,
      url,
    };
    writeWhole(join(this.dir, "bundle.json"), JSON.stringify(bundle, null, 2));
  }
}

// A reader never sees half a file.
function writeWhole(file: string, text: string, mode = 0o644): void {
  writeFileSync(`${file}.new`, text, { mode });
  renameSync(`${file}.new`, file);
}
