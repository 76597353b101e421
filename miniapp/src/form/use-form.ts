import { useState } from "react";
import {
  checkAnswers,
  type Fault,
  type FormContext,
  type FormStep,
  formOf,
  type RequestDefinition,
} from "shared-types";
import type { Draft } from "../draft/model";
import type { DraftTools } from "../draft/use-draft";

export interface FormTools {
  steps: readonly FormStep[];
  step: FormStep | undefined;
  /** What to say at each field of this step; a field says nothing before it was left once. */
  faults: readonly Fault[];
  change(name: string, value: string): void;
  leave(name: string): void;
  /** Checks the whole step and shows all its faults. @returns whether it has none */
  check(): boolean;
}

/** One step of a form: what to ask with these answers, and what is wrong with them. */
export function useForm(
  definition: RequestDefinition,
  context: FormContext,
  draft: Draft,
  tools: Pick<DraftTools, "change">,
  at: number,
): FormTools {
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const steps = formOf(definition, draft.answers, context);
  const step = steps[at];
  const found = faultsOf(step, checkAnswers(definition, draft.answers, draft.attachments, context));
  return {
    steps,
    step,
    faults: all ? found : found.filter(({ name }) => left.has(name)),
    change: (name, value) => tools.change((now) => ({ answers: { ...now.answers, [name]: value } })),
    leave: (name) => setLeft((before) => new Set(before).add(name)),
    check() {
      setAll(true);
      return found.length === 0;
    },
  };
}

/** The faults that belong to a step; a list's cells are named `people/0/name`. */
export function faultsOf(step: FormStep | undefined, faults: readonly Fault[]): Fault[] {
  const names = new Set(step?.items.map(({ name }) => name));
  return faults.filter(({ name }) => names.has(name) || names.has(name.split("/")[0]!));
}
