import type { Readable } from "node:stream";
import type { Doubt } from "shared-types/doubts.ts";
import type { ProvinceOverride } from "shared-types/province.ts";
import type { CodeItem } from "shared-types/spec/element.ts";
import type { Positioning } from "../adapters/positioning.ts";
import type { QrContent } from "../certificates/qr-code.ts";
import type { Keys } from "../crypto/keys.ts";
import type { Log } from "../log.ts";
import type { StoreClock } from "./store-clock.ts";
import type { Timing } from "./timing.ts";

/** A file that came in a message. */
export interface IncomingFile {
  /** Digest of its content. */
  readonly file: string;
  /** Media type, by content. */
  readonly kind: string;
  /** Why nobody may get it; absent when it may be handed on. */
  readonly unfit?: string;
}

/** One record of a message that carries many (CX1003). */
export interface IncomingRow {
  readonly body: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, IncomingFile>>;
}

/** A message of a peer, opened, checked and kept: what its handler gets. */
export interface Incoming {
  readonly ipc: string;
  /** Region of the peer that sent it. */
  readonly peer: string;
  readonly serial: string;
  readonly receivedAt: Date;
  /** Values by wire name, without the binary elements; `""` never stands here. */
  readonly body: Readonly<Record<string, string>>;
  /** The binary elements, by name. */
  readonly files: Readonly<Record<string, IncomingFile>>;
  /** The records of a batch, whose `body` has none of its own. */
  readonly rows?: readonly IncomingRow[];
  /** What is odd in it although it was taken, for an operator. */
  readonly doubts?: readonly Doubt[];
}

/** What a handler decided. `again`: our own failure; the message is kept and taken up again. */
export interface Handled {
  readonly code: string;
  readonly message: string;
  readonly again?: boolean;
}

export interface Zip {
  /** File name, for Content-Disposition. */
  readonly name: string;
  readonly bytes: Readable | Buffer;
}

/** What the exchange needs of the rest of the BFF. */
export interface ExchangeDeps {
  readonly keys: Keys;
  readonly log: Log;
  /** What `config/provinces` says about a region. */
  provinceOf(region: string): ProvinceOverride | undefined;
  /** The code lists that a region's values are held against. */
  codesOf(region: string): Readonly<Record<string, readonly CodeItem[]>>;
  /** Writes a feedback into its case (idempotent); throws when the store is away. */
  onFeedback(incoming: Incoming): Promise<Handled>;
  /** Takes a batch of continuing-education results, whole or not at all (idempotent); throws when the store is away. */
  onEducation(incoming: Incoming): Promise<Handled>;
  /** CX3001; a refusal is a Handled. */
  materialsZip(businessSn: string, applyName: string, peer: string): Promise<Zip | Handled>;
  /** CX1002: a PNG; a refusal is a Handled. */
  qrCode(content: QrContent, peer: string): Promise<Buffer | Handled>;
  /** CX1001; null: no positioning system is set up. */
  readonly positioning: Positioning | null;
  /** CX3002: the items of 结构化测评; `parent` is the level that an item belongs to. */
  evaluationItems(): readonly CodeItem[];
  readonly timing?: Partial<Timing>;
}

/** What the parts of the running exchange share. */
export interface Shell {
  readonly log: Log;
  readonly clock: StoreClock;
  readonly timing: Timing;
  /** Names this process among the instances; new at each start. */
  readonly instance: string;
  readonly stopping: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | Readable | string;
}
