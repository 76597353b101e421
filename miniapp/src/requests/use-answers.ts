import { useState } from "react";
import {
  type Answers,
  checkAnswers,
  type Fault,
  type FormContext,
  type FormItem,
  type FormStep,
  formOf,
  type RequestDefinition,
} from "shared-types";

/** A whole short form on one page: what is asked with these answers, and what is wrong with them. */
export function useAnswers(
  definition: RequestDefinition,
  context: FormContext,
  draft: { answers: Answers; attachments: readonly { imageType: string }[] },
  onAnswers: (answers: (now: Answers) => Answers) => void,
) {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const found = checkAnswers(definition, draft.answers, draft.attachments, context);
  const steps = formOf(definition, draft.answers, context).map(shown);
  return {
    steps,
    /** Of everything that the person has left, or of everything once he wanted to send it. */
    faults: all ? found : found.filter(({ name }: Fault) => left.has(name)),
    asked: all,
    change: (name: string, value: string) =>
      onAnswers((now) => ({ ...without(now, under(definition, name)), [name]: value })),
    leave: (name: string) => setLeft((before) => new Set(before).add(name)),
    check() {
      setAll(true);
      return found.length === 0;
    },
  };
}

/** Fields whose options depend on that field: what was chosen before belongs to another value. */
const under = (definition: RequestDefinition, name: string) =>
  Object.keys(definition.fields).filter((field) => definition.fields[field]?.under === name);

const without = (answers: Answers, names: readonly string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => !names.includes(name)));

/** A choice without options is not asked yet; the best level stands first, as people expect it. */
function shown(step: FormStep): FormStep {
  const items = step.items
    .filter(({ options, required }) => required || options?.length !== 0)
    .map((item: FormItem) =>
      item.name === "satisfaction" ? { ...item, options: [...(item.options ?? [])].reverse() } : item,
    );
  return { ...step, items };
}
