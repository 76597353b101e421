import { cpus } from "node:os";
import { isAbsolute, resolve } from "node:path";
import type { PositioningSettings } from "./adapters/positioning.ts";
import type { WechatSettings } from "./adapters/wechat.ts";

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Everything that the environment decides. Paths are absolute. */
export interface Settings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** How people and provinces reach us, without a slash at the end; null: the address we listen on. */
  readonly publicUrl: string | null;
  readonly dataDir: string;
  readonly mongoUri: string;
  readonly h5Dir: string | null;
  readonly configDir: string;
  readonly keyFile: string | null;
  /**
   * /health answers 200 only once this file is there: whoever starts more than us writes it when all of it is ready.
   * `npm start` sets it for itself; it is no setting of an operator's.
   */
  readonly readyFile: string | null;
  /** Demo keys and demo sign-in are allowed. */
  readonly demo: boolean;
  readonly oidc: OidcSettings | null;
  readonly positioning: PositioningSettings | null;
  /** null: nobody can sign in within the mini-program. */
  readonly wechat: WechatSettings | null;
  readonly logLevel: string;
  readonly imageEngine: "auto" | "sharp" | "jimp";
  readonly imageJobs: number;
  /** Photos that one owner may upload in an hour. */
  readonly uploadsPerHour: number;
  /** Reverse proxies in front of us whose X-Forwarded-For is believed. */
  readonly proxies: number;
}

/** A setting that cannot be used: the program refuses to start and says which and why. */
export class SettingError extends Error {
  constructor(name: string, reason: string) {
    super(`${name}: ${reason}`);
    this.name = "SettingError";
  }
}

const levels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Reads and checks the environment; `readSecret` gives the content of a file named by a `…_FILE` variable. Throws SettingError. */
export function readSettings(env: NodeJS.ProcessEnv, readSecret: (path: string) => string): Settings {
  const text = (name: string) => env[name]?.trim() || null;
  const required = (name: string) => {
    const value = text(name);
    if (value === null) throw new SettingError(name, "is not set");
    return value;
  };
  const number = (name: string, standard: number, least: number, most: number) => {
    const value = Number(text(name) ?? standard);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new SettingError(name, `must be a whole number from ${least} to ${most}`);
    return value;
  };
  const oneOf = <T extends string>(name: string, standard: T, values: readonly T[]): T => {
    const value = (text(name) ?? standard) as T;
    if (!values.includes(value)) throw new SettingError(name, `must be one of ${values.join(", ")}`);
    return value;
  };
  const path = (name: string) => {
    const value = text(name);
    if (value === null) return null;
    return isAbsolute(value) ? value : resolve(value);
  };
  const secret = (name: string) => {
    const file = text(`${name}_FILE`);
    if (file === null) return required(name);
    try {
      return readSecret(file).trim();
    } catch (cause) {
      throw new SettingError(`${name}_FILE`, `cannot be read: ${(cause as Error).message}`);
    }
  };

  const demo = oneOf("DEMO", "0", ["0", "1"]) === "1";
  const mongoUri = required("MONGODB_URI");
  if (!/^mongodb(\+srv)?:\/\//.test(mongoUri))
    throw new SettingError("MONGODB_URI", "must begin with mongodb://");
  return {
    host: text("HOST") ?? "127.0.0.1",
    port: number("PORT", 8080, 0, 65535),
    publicUrl: url("PUBLIC_URL", text("PUBLIC_URL")),
    dataDir: path("DATA_DIR") ?? resolve(".data"),
    mongoUri,
    h5Dir: path("H5_DIR"),
    configDir: path("CONFIG_DIR") ?? resolve("config"),
    keyFile: path("KEY_FILE"),
    demo,
    oidc:
      text("OIDC_ISSUER") === null
        ? null
        : {
            issuer: url("OIDC_ISSUER", required("OIDC_ISSUER")) as string,
            clientId: required("OIDC_CLIENT_ID"),
            clientSecret: secret("OIDC_CLIENT_SECRET"),
          },
    positioning:
      text("POSITIONING_URL") === null
        ? null
        : {
            url: url("POSITIONING_URL", required("POSITIONING_URL")) as string,
            key:
              (text("POSITIONING_KEY") ?? text("POSITIONING_KEY_FILE")) === null
                ? null
                : secret("POSITIONING_KEY"),
          },
    wechat:
      text("WECHAT_APP_ID") === null
        ? null
        : {
            appId: required("WECHAT_APP_ID"),
            secret: secret("WECHAT_APP_SECRET"),
            url: url("WECHAT_URL", text("WECHAT_URL") ?? "https://api.weixin.qq.com") as string,
          },
    readyFile: text("READY_FILE"),
    logLevel: oneOf("LOG_LEVEL", "info", levels),
    imageEngine: oneOf("IMAGE_ENGINE", "auto", ["auto", "sharp", "jimp"]),
    imageJobs: number("IMAGE_JOBS", Math.max(1, Math.min(4, cpus().length)), 1, 64),
    // The demonstration's few people stand for many.
    uploadsPerHour: number("UPLOADS_PER_HOUR", demo ? 100_000 : 300, 1, 1_000_000),
    proxies: number("TRUSTED_PROXIES", 0, 0, 8),
  };
}

/** https everywhere; http on loopback only. */
function url(name: string, value: string | null): string | null {
  if (value === null) return null;
  if (!URL.canParse(value)) throw new SettingError(name, "is not a URL");
  const { protocol, hostname } = new URL(value);
  const loopback = hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
  if (protocol !== "https:" && !(protocol === "http:" && loopback))
    throw new SettingError(name, "must be https (http on loopback only)");
  return value.replace(/\/+$/, "");
}
