import { sm3Hex } from "../crypto/provider.ts";

/** What makes a feedback the same one: interface, values and the digests of its files, by name. */
export function keyOfFeedback(
  ipc: string,
  body: Readonly<Record<string, unknown>>,
  digests: Readonly<Record<string, string>>,
): string {
  return sm3Hex(canonical([ipc, body, digests]));
}

/** JSON with its members in one order, so that equal content has one text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
