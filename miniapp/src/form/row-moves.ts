import type { Answers } from "shared-types";

/** The rows with one of them `by` places further down (-1: up). */
export function moved(rows: readonly Answers[], index: number, by: number): Answers[] {
  const next = rows.filter((_, at) => at !== index);
  next.splice(index + by, 0, rows[index]!);
  return next;
}

/** The rows with one of them twice, the copy behind it. */
export const copied = (rows: readonly Answers[], index: number): Answers[] => [
  ...rows.slice(0, index + 1),
  rows[index]!,
  ...rows.slice(index + 1),
];

export const isEmptyRow = (row: Answers) => Object.values(row).every((value) => value === "");
