import { type Answers, kindOf, type RequestDefinition, readCellName, tidy } from "shared-types";

/** The answers as they are meant: without stray blanks, full-width digits as digits, x as X. Empty ones are dropped. */
export function tidied(definition: RequestDefinition, answers: Answers): Answers {
  const meant: Record<string, string> = {};
  for (const [name, value] of Object.entries(answers)) {
    const text = tidy(kindOfName(definition, name), value);
    if (text !== "") meant[name] = text;
  }
  return meant;
}

function kindOfName(definition: RequestDefinition, name: string) {
  const cell = readCellName(name);
  if (cell !== undefined) return definition.lists?.[cell.list]?.columns[cell.column]?.kind ?? "text";
  const element = definition.interface.request.find((one) => one.name === name);
  return element === undefined ? "text" : kindOf(element, definition.fields[name]);
}
