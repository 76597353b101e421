import { type Answers, holds } from "./condition.ts";
import { codeList, type FormContext } from "./context.ts";
import type { RequestDefinition } from "./define.ts";
import { askedNames } from "./relevant.ts";
import type { CodeItem } from "./spec/element.ts";

/**
 * What can be answered to a field or ask that has a list, with these answers; undefined if it has none, or if its
 * list is not in the context (a client without the list of regions).
 */
export function optionsFor(
  definition: RequestDefinition,
  name: string,
  answers: Answers,
  context: FormContext,
): readonly CodeItem[] | undefined {
  const ask = definition.asks?.[name];
  if (ask) {
    const own = ask.options?.filter((option) => holds(option.when, answers));
    return (
      own?.map(({ code, name: text }) => ({ code, name: text })) ??
      (ask.codes ? codeList(context, ask.codes) : undefined)
    );
  }
  const rule = definition.fields[name];
  const element = definition.interface.request.find((one) => one.name === name);
  const listed = rule?.codes
    ? codeList(context, rule.codes)
    : (element?.options ?? codeList(context, element?.codes ?? ""));
  const within = rule?.within && (answers[rule.within.field] ?? "").split(",");
  const above = rule?.under && (answers[rule.under] ?? "");
  return listed
    ?.filter((item) => !item.unoffered && fits(item, rule?.only))
    .filter(
      (item) => (!within || within.includes(item.code)) && (above === undefined || item.parent === above),
    )
    .map((item) => (rule?.names?.[item.code] ? { ...item, name: rule.names[item.code]! } : item));
}

/** The name of the code list behind a field or ask, if it has one that is not written into the table itself. */
export function listNameOf(definition: RequestDefinition, name: string): string | undefined {
  const element = definition.interface.request.find((one) => one.name === name);
  return (
    definition.asks?.[name]?.codes ??
    definition.fields[name]?.codes ??
    (element?.options ? undefined : element?.codes)
  );
}

function fits(item: CodeItem, only: Readonly<Record<string, readonly string[]>> | undefined): boolean {
  return Object.entries(only ?? {}).every(([property, allowed]) =>
    allowed.includes(String(item[property as keyof CodeItem])),
  );
}

/** Lists that are searched on the server instead of being sent to every client. */
const tooLong = new Set(["regions"]);

/** Names of the code lists that a client needs to show and check this request's form. */
export function codesNeeded(definition: RequestDefinition): string[] {
  const columns = Object.values(definition.lists ?? {}).flatMap((list) => Object.values(list.columns));
  const named = [
    ...askedNames(definition).map((name) => listNameOf(definition, name)),
    ...columns.map((column) => column.codes),
    ...(definition.materials.length > 0 ? ["attachmentTypes"] : []),
  ];
  return [...new Set(named)].filter((name): name is string => name !== undefined && !tooLong.has(name));
}
