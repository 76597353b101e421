// How the three provinces differ: on the wire, and in their manners.
import type { Sm4Mode } from "./sm.ts";

export interface Dialect {
  readonly sm4: Sm4Mode;
  readonly sm2: "raw" | "der";
  readonly crcOver: "plaintext" | "ciphertext";
  /** Root groups are written and expected as `[{…}]`. */
  readonly rootAsArray: boolean;
  /** Milliseconds that an answer takes: from, to. */
  readonly delay: readonly [number, number];
  /** Goes down by itself: after so many seconds, for so many seconds. */
  readonly outage: { readonly every: number; readonly lasts: number } | null;
  /** Refuses what it already has with 1001 重复, instead of answering 0000 again. */
  readonly refusesResends: boolean;
  /** Each feedback twice, and each pair in the wrong order. */
  readonly stammers: boolean;
  /** Share of business messages before which the portal's token is killed, at most once in `rest` seconds. */
  readonly killsTokens: { readonly share: number; readonly rest: number } | null;
}

const plain: Dialect = {
  sm4: { mode: "ecb" },
  sm2: "raw",
  crcOver: "plaintext",
  rootAsArray: false,
  delay: [0, 0],
  outage: null,
  refusesResends: false,
  stammers: false,
  killsTokens: null,
};

export const dialects: Record<string, Dialect> = {
  default: plain,
  cbc: {
    ...plain,
    sm4: { mode: "cbc", iv: "000102030405060708090a0b0c0d0e0f" },
    sm2: "der",
    crcOver: "ciphertext",
    rootAsArray: true,
    delay: [1000, 3000],
    outage: { every: 240, lasts: 20 },
  },
  rough: { ...plain, refusesResends: true, stammers: true, killsTokens: { share: 0.2, rest: 45 } },
};
