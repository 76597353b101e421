// Fills in a form from its definition alone, as a person would: step by step, what he is known by first.
import {
  type Answers,
  cellName,
  checkAnswers,
  type Fault,
  type FormContext,
  type FormItem,
  formOf,
  type Kind,
  kindOf,
  materialFaultName,
  materialsOf,
  type ProfileAnswer,
  type RequestDefinition,
} from "shared-types";
import { DemoError } from "./errors.ts";
import { makeUp } from "./values.ts";

/** Answers that the form's own check accepts. Throws where the definition asks for something that cannot be made up. */
export function fillIn(
  definition: RequestDefinition,
  context: FormContext,
  profile: ProfileAnswer,
  place: string,
): Answers {
  const answers: Record<string, string> = {};
  const done = new Set<string>();
  // Each answer can bring new questions, so the form is asked for again after every one.
  for (;;) {
    const items = formOf(definition, answers, context).flatMap((step) => step.items);
    const next = items.find(({ name }) => !done.has(name));
    if (!next) break;
    done.add(next.name);
    if (next.control === "rows") fillRows(next, answers, definition, profile);
    else if (next.control === "place") answers[next.name] = place;
    else {
      const value = makeUp(
        next,
        kindIn(definition, next.name),
        definition.fields[next.name]?.within !== undefined,
        profile,
      );
      if (value !== "") answers[next.name] = value;
    }
  }
  return withoutFaults(definition, answers, context);
}

// What nobody has to answer and the check does not like is left out; anything else is for a person to look at.
function withoutFaults(
  definition: RequestDefinition,
  answers: Record<string, string>,
  context: FormContext,
): Answers {
  const required = new Set(
    formOf(definition, answers, context).flatMap(({ items }) =>
      items.filter((item) => item.required).map(({ name }) => name),
    ),
  );
  for (const { name } of faultsOf(definition, answers, context))
    if (!required.has(name)) delete answers[name];
  const [fault] = faultsOf(definition, answers, context);
  if (fault)
    throw new DemoError(`${definition.code}: no good answer was found for ${fault.name}: ${fault.message}`);
  return answers;
}

function faultsOf(definition: RequestDefinition, answers: Answers, context: FormContext): Fault[] {
  const materials = new Set(
    materialsOf(definition, answers, context).map(({ imageType }) => materialFaultName(imageType)),
  );
  return checkAnswers(definition, answers, [], context).filter(({ name }) => !materials.has(name));
}

function fillRows(
  item: FormItem,
  answers: Record<string, string>,
  definition: RequestDefinition,
  profile: ProfileAnswer,
): void {
  const rows = Math.min(Math.max(item.minRows ?? 1, 2), item.maxRows ?? 2);
  const columns = definition.lists?.[item.name]?.columns ?? {};
  for (let row = 0; row < rows; row++)
    for (const column of item.columns ?? []) {
      const value = makeUp(column, columns[column.name]?.kind ?? "text", false, profile);
      if (value !== "") answers[cellName(item.name, row, column.name)] = value;
    }
}

function kindIn(definition: RequestDefinition, name: string): Kind {
  const element = definition.interface.request.find((one) => one.name === name);
  return element ? kindOf(element, definition.fields[name]) : "text";
}
