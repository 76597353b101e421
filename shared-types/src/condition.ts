/** What a person answered, by wire name (fields) or by the ask's name; names never collide (a law over definitions). */
export type Answers = Readonly<Record<string, string>>;

/** A condition is data, so that form, check, documentation and test generator can all read it. */
export type Condition =
  | { readonly field: string; readonly in: readonly string[] }
  | { readonly field: string; readonly has: string }
  | { readonly ask: string; readonly in: readonly string[] }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

/** On a list with commas `in` and `has` hold if any of its values does. */
export function holds(condition: Condition | undefined, answers: Answers): boolean {
  if (condition === undefined) return true;
  if ("not" in condition) return !holds(condition.not, answers);
  if ("all" in condition) return condition.all.every((part) => holds(part, answers));
  if ("any" in condition) return condition.any.some((part) => holds(part, answers));
  const name = "field" in condition ? condition.field : condition.ask;
  const values = (answers[name] ?? "").split(",");
  return "has" in condition
    ? values.includes(condition.has)
    : condition.in.some((value) => values.includes(value));
}
