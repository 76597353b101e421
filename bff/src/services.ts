import type { Wechat } from "./adapters/wechat.ts";
import type { ImageEngine } from "./attachments/image-engine.ts";
import type { Config } from "./config.ts";
import type { Documents } from "./documents/render.ts";
import type { Exchange } from "./exchange/start.ts";
import type { UnifiedIdentity } from "./identity/unified.ts";
import type { Log } from "./log.ts";
import type { Settings } from "./settings.ts";

/** What the routes and acts work with; made once at start, made by hand in tests. */
export interface Services {
  readonly settings: Settings;
  /** Our address as others see it, without a slash at the end. */
  readonly publicUrl: string;
  readonly log: Log;
  /** The configuration as it stands now: files can change while we run. */
  readonly config: () => Config;
  readonly images: ImageEngine;
  readonly documents: Documents;
  /** null: no identity system is set up. */
  readonly unified: UnifiedIdentity | null;
  /** null: the mini-program is not set up. */
  readonly wechat: Wechat | null;
  readonly exchange: Pick<Exchange, "receive" | "wake" | "status">;
  readonly now: () => Date;
  /** Whether we can work at this moment: the store answers and we are not stopping. */
  readonly ready: () => Promise<boolean>;
}
