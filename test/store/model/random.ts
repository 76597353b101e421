// Seeded choices: the same seed gives the same run.
import type { Doc, Field, Filter, Scalar, Value } from "./model.ts";

export interface Random {
  below(n: number): number;
  one<T>(list: readonly T[]): T;
  scalar(): Scalar;
  value(): Value;
  word(): string;
  doc(): Doc;
  filter(): Filter;
}

const scalars: readonly Scalar[] = [
  null,
  -3,
  -1,
  0,
  0.5,
  1,
  2,
  3,
  1e10,
  "",
  "a",
  "b",
  "ab",
  "é",
  true,
  false,
];
const fields: readonly Field[] = ["n", "n", "n", "u", "tags"];

/** @param seed any 32-bit integer (mulberry32) */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  const below = (n: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const scalar = (): Scalar => one(scalars);
  const list = (): Scalar[] => Array.from({ length: below(4) }, scalar);
  const value = (): Value => (below(4) === 0 ? list() : scalar());
  const word = (): string => `w${below(60)}`;
  const doc = (): Doc => ({
    _id: below(120),
    ...(below(5) > 0 && { n: value() }),
    ...(below(2) > 0 && { u: word() }),
    ...(below(3) === 0 && { tags: Array.from({ length: below(3) }, word) }),
  });
  const filter = (depth = 0): Filter => {
    const field = one(fields);
    const wanted = (): Scalar => (field === "n" ? scalar() : below(8) === 0 ? null : word());
    switch (below(depth > 1 ? 8 : 10)) {
      case 0:
        return { kind: "all" };
      case 1:
      case 2:
        return { kind: "id", id: below(120) };
      case 3:
        return { kind: "in", field, values: Array.from({ length: below(4) }, wanted) };
      case 4:
        return { kind: "exists", field, there: below(2) === 0 };
      case 5:
        return { kind: "size", field, size: below(3) };
      case 6:
      case 7: {
        const kind = one(["eq", "eq", "gt", "gte", "lt", "lte", "ne"] as const);
        return { kind, field, value: wanted() };
      }
      default:
        return { kind: one(["or", "and"] as const), of: [filter(depth + 1), filter(depth + 1)] };
    }
  };
  return { below, one, scalar, value, word, doc, filter };
}
