import type { Condition } from "./condition.ts";
import { codeList, type FormContext } from "./context.ts";
import type { RequestDefinition } from "./define.ts";

/** What a field, ask or list is called on the form. */
export function labelOf(definition: RequestDefinition, name: string): string {
  const element = definition.interface.request.find((one) => one.name === name);
  const own = definition.asks?.[name] ?? definition.lists?.[name] ?? definition.fields[name];
  return own?.label ?? element?.label ?? name;
}

/** What one value of a field or ask is called; the code itself where no list has it. Works without any answers. */
export function nameOfCode(
  definition: RequestDefinition,
  name: string,
  code: string,
  context: FormContext,
): string {
  const ask = definition.asks?.[name];
  const rule = definition.fields[name];
  const element = definition.interface.request.find((one) => one.name === name);
  const list = ask?.options ?? (rule?.codes ? undefined : element?.options);
  const items = list ?? codeList(context, ask?.codes ?? rule?.codes ?? element?.codes ?? "");
  return rule?.names?.[code] ?? items?.find((item) => item.code === code)?.name ?? code;
}

/** A condition as a person would say it: 怎么领取选“邮寄给我”，而且从业资格类别有“驾驶员”. */
export function conditionWords(
  condition: Condition,
  definition: RequestDefinition,
  context: FormContext,
): string {
  if ("not" in condition) return negated(condition.not, definition, context);
  if ("all" in condition)
    return condition.all.map((part) => conditionWords(part, definition, context)).join("，而且");
  if ("any" in condition)
    return condition.any.map((part) => conditionWords(part, definition, context)).join("，或者");
  return simple(condition, definition, context, "选", "有");
}

function negated(condition: Condition, definition: RequestDefinition, context: FormContext): string {
  if ("not" in condition) return conditionWords(condition.not, definition, context);
  if ("all" in condition || "any" in condition)
    return `不是这样：${conditionWords(condition, definition, context)}`;
  return simple(condition, definition, context, "没有选", "没有");
}

type Simple = Exclude<Condition, { not: unknown } | { all: unknown } | { any: unknown }>;

function simple(
  condition: Simple,
  definition: RequestDefinition,
  context: FormContext,
  one: string,
  many: string,
): string {
  const name = "field" in condition ? condition.field : condition.ask;
  const values = "has" in condition ? [condition.has] : condition.in;
  const several =
    definition.asks?.[name]?.kind === "derived" ||
    definition.asks?.[name]?.many ||
    definition.fields[name]?.many;
  const named = values.map((value) => `“${nameOfCode(definition, name, value, context)}”`).join("或");
  return `${labelOf(definition, name)}${several ? many : one}${named}`;
}
