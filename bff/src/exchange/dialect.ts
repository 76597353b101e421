import type { Accept, Dialect as DialectOverride } from "shared-types/province.ts";
import type { Sm2Form } from "../crypto/sm2-encoding.ts";

/** The ways in which provinces read the requirement differently; a file of a province names only what differs. */
export interface Dialect {
  /** The root group as `[{…}]`: its `+` read literally. */
  readonly rootAsArray: boolean;
  /** How a group without items is sent. `item`: one item whose elements are all "". */
  readonly emptyGroup: "list" | "item" | "omit";
  readonly crcOver: "plaintext" | "ciphertext" | "base64";
  /** `iv`: 32 hex digits, with `cbc` only. */
  readonly sm4: { readonly mode: "ecb" } | { readonly mode: "cbc"; readonly iv: string };
  readonly sm2: Sm2Form;
  readonly serialOnResend: "same" | "new";
  /** What this province answers to a message that it already has. */
  readonly alreadyHave: readonly { readonly code: string; readonly text: string }[];
  /** Blanks between the tokens of the Body, so that equal texts give unequal blocks. */
  readonly jsonJitter: "off" | "ws";
  /** What we take on receipt although the tables say otherwise. */
  readonly accept: readonly Accept[];
  /** One-digit values of F2 lists (busiState, cancelType). */
  readonly twoDigits: "plain" | "padded";
}

export const nationalDialect: Dialect = {
  rootAsArray: false,
  emptyGroup: "list",
  crcOver: "plaintext",
  sm4: { mode: "ecb" },
  sm2: { encoding: "raw", order: "C1C3C2" },
  serialOnResend: "same",
  alreadyHave: [],
  jsonJitter: "off",
  accept: [],
  twoDigits: "plain",
};

const hexIv = /^[\da-f]{32}$/i;
const oneOf =
  (...values: unknown[]) =>
  (value: unknown) =>
    values.includes(value);
const list = (item: (one: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(item);
type Fields = Record<string, unknown>;

const rules: Record<keyof Dialect, (value: unknown) => boolean> = {
  rootAsArray: oneOf(true, false),
  emptyGroup: oneOf("list", "item", "omit"),
  crcOver: oneOf("plaintext", "ciphertext", "base64"),
  sm4: (value) => {
    const { mode, iv } = (value ?? {}) as Fields;
    return mode === "ecb" ? iv === undefined : mode === "cbc" && typeof iv === "string" && hexIv.test(iv);
  },
  sm2: (value) => {
    const { encoding, order } = (value ?? {}) as Fields;
    return oneOf("raw", "der", undefined)(encoding) && oneOf("C1C3C2", "C1C2C3", undefined)(order);
  },
  serialOnResend: oneOf("same", "new"),
  alreadyHave: list((one) => {
    const { code, text } = (one ?? {}) as Fields;
    return typeof code === "string" && typeof text === "string";
  }),
  jsonJitter: oneOf("off", "ws"),
  accept: list(oneOf("numberForString", "zeroForAbsent", "missingGroup")),
  twoDigits: oneOf("plain", "padded"),
};

/** What is wrong with a dialect read from a file, as sentences that name the key; empty when it can be used. */
export function dialectFaults(override: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(override).flatMap(([key, value]) => {
    const rule = Object.hasOwn(rules, key) ? rules[key as keyof Dialect] : undefined;
    if (rule === undefined) return [`dialect.${key}: there is no such setting`];
    return rule(value) ? [] : [`dialect.${key}: ${JSON.stringify(value)} cannot be used`];
  });
}

/** The national dialect with what the overrides change, the last one winning. */
export function dialectOf(...overrides: (DialectOverride | null | undefined)[]): Dialect {
  const dialect: Dialect = Object.assign({}, nationalDialect, ...overrides);
  return { ...dialect, sm2: { ...nationalDialect.sm2, ...dialect.sm2 } };
}
