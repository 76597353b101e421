import { type Answers, holds } from "./condition.ts";
import { codeList, type FormContext } from "./context.ts";
import type { RequestDefinition } from "./define.ts";
import { cellName, rowsOf } from "./rows.ts";

/** The answers together with what follows from them: kinds of person from the classes chosen (protocol: asks). */
export function withDerived(definition: RequestDefinition, answers: Answers, context: FormContext): Answers {
  const derived: Record<string, string> = {};
  for (const [name, ask] of Object.entries(definition.asks ?? {})) {
    if (ask.kind !== "derived" || !ask.of) continue;
    const { field, property } = ask.of;
    const rule = definition.fields[field];
    const element = definition.interface.request.find((one) => one.name === field);
    const items = codeList(context, rule?.codes ?? element?.codes ?? "") ?? [];
    const chosen = (answers[field] ?? "").split(",");
    const values = items.filter((item) => chosen.includes(item.code)).map((item) => item[property]);
    derived[name] = [...new Set(values)].filter((value) => value !== undefined).join(",");
  }
  return { ...answers, ...derived };
}

/** Whether a field, ask or list is asked at all with these answers (`answers` as from `withDerived`). */
export function isAsked(definition: RequestDefinition, name: string, answers: Answers): boolean {
  const field = definition.fields[name];
  const rule = definition.asks?.[name] ?? definition.lists?.[name] ?? field;
  if (definition.asks?.[name]?.kind === "derived") return false;
  if (field?.copies && holds(field.copies.when, answers)) return false;
  return holds(rule?.when, answers);
}

/** Names of everything the steps can ask, in order. */
export function askedNames(definition: RequestDefinition): string[] {
  return definition.steps.flatMap((step) => step.fields);
}

/**
 * What is left of a person's answers when everything is dropped that his other answers made pointless (an address
 * after he chose to collect it himself), in the definition's order. It is what a client sends.
 */
export function relevantAnswers(
  definition: RequestDefinition,
  answers: Answers,
  context: FormContext,
): Answers {
  let current = answers;
  // Dropping one answer can make another pointless; each round drops at least one, so this ends.
  for (;;) {
    const known = withDerived(definition, current, context);
    const kept: Record<string, string> = {};
    for (const name of askedNames(definition)) {
      if (!isAsked(definition, name, known)) continue;
      if (definition.lists?.[name]) copyRows(definition, name, current, kept);
      else if ((current[name] ?? "") !== "") kept[name] = current[name]!;
    }
    if (Object.keys(kept).length === Object.keys(current).length) return kept;
    current = kept;
  }
}

function copyRows(
  definition: RequestDefinition,
  list: string,
  answers: Answers,
  into: Record<string, string>,
): void {
  const columns = Object.keys(definition.lists![list]!.columns);
  for (const [index, row] of rowsOf(answers, list).entries())
    for (const column of columns)
      if ((row[column] ?? "") !== "") into[cellName(list, index, column)] = row[column]!;
}

/** What goes onto the wire from checked answers: with copies and placeholders, without asks and lists of ours. */
export function answersForWire(
  definition: RequestDefinition,
  answers: Answers,
  context: FormContext,
): Answers {
  const relevant = relevantAnswers(definition, answers, context);
  const known = withDerived(definition, relevant, context);
  const values: Record<string, string> = {};
  for (const name of askedNames(definition)) {
    if (definition.asks?.[name] || definition.lists?.[name]) continue;
    const rule = definition.fields[name];
    const copied = rule?.copies && holds(rule.copies.when, known) ? relevant[rule.copies.field] : undefined;
    const value = copied ?? relevant[name] ?? rule?.otherwise;
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** SQ1009 oldData: the former values that the person gave, as JSON text by wire name; "" if he gave none. */
export function formerValues(definition: RequestDefinition, answers: Answers): string {
  const former: Record<string, string> = {};
  for (const [name, ask] of Object.entries(definition.asks ?? {}))
    if (ask.before && answers[name]) former[ask.before] = answers[name]!;
  return Object.keys(former).length === 0 ? "" : JSON.stringify(former);
}
