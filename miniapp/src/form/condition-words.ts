import { type Condition, type FormContext, optionsFor, type RequestDefinition } from "shared-types";
import { conditionTexts } from "../texts/condition";

/** When something is asked for, in words: "从业资格类别是：货运驾驶员". "" for a condition too deep to be said shortly. */
export function conditionWords(
  condition: Condition,
  definition: RequestDefinition,
  context: FormContext,
): string {
  if ("not" in condition) {
    const words = conditionWords(condition.not, definition, context);
    return words && conditionTexts.unless(words);
  }
  if ("all" in condition) return joined(condition.all, conditionTexts.and);
  if ("any" in condition) return joined(condition.any, conditionTexts.or);
  const name = "field" in condition ? condition.field : condition.ask;
  const values = "has" in condition ? [condition.has] : condition.in;
  const options = optionsFor(definition, name, {}, context) ?? [];
  const nameOf = (code: string) =>
    options.find((item) => item.code === code)?.name ?? conditionTexts.values[code] ?? code;
  const label =
    definition.asks?.[name]?.label ?? definition.fields[name]?.label ?? elementLabel(definition, name);
  return conditionTexts.is(label, values.map(nameOf).join(conditionTexts.or));

  function joined(parts: readonly Condition[], by: string) {
    return parts
      .map((part) => conditionWords(part, definition, context))
      .filter(Boolean)
      .join(by);
  }
}

function elementLabel(definition: RequestDefinition, name: string): string {
  return definition.interface.request.find((element) => element.name === name)?.label ?? name;
}
