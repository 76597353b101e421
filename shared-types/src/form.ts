import { type Answers, holds } from "./condition.ts";
import type { FormContext } from "./context.ts";
import type { Ask, Column, Kind, Known, ListRule, RequestDefinition } from "./define.ts";
import { kindOf, knownFor } from "./kinds.ts";
import { optionsFor } from "./options.ts";
import { isAsked, withDerived } from "./relevant.ts";
import type { CodeItem } from "./spec/element.ts";

/** `choice`: few options, one of them; `list`: many, one of them; `choices`: several of them; `rows`: `columns` repeated. */
export type Control = "text" | "textarea" | "choice" | "choices" | "list" | "date" | "place" | "rows";

export interface FormItem {
  readonly name: string;
  readonly label: string;
  readonly control: Control;
  readonly required: boolean;
  /** In characters. */
  readonly maxLength?: number;
  readonly options?: readonly CodeItem[];
  readonly help?: string;
  readonly inputMode?: "text" | "tel" | "numeric" | "decimal" | "email";
  /** The fact about the signed-in person with which it starts. */
  readonly from?: Known;
  /** For `date`: not after today. */
  readonly past?: boolean;
  /** For `rows`: what one row is called, its columns, and how many rows there can be. */
  readonly row?: string;
  readonly columns?: readonly FormItem[];
  readonly minRows?: number;
  readonly maxRows?: number;
}

export interface FormStep {
  /** Its place in the definition's steps (what `checkAnswers` calls `step`); steps without items are left out. */
  readonly index: number;
  readonly title: string;
  readonly help?: string;
  readonly items: readonly FormItem[];
}

/** What to ask with these answers: only items that apply, each with only the options that apply. */
export function formOf(definition: RequestDefinition, answers: Answers, context: FormContext): FormStep[] {
  const known = withDerived(definition, answers, context);
  return definition.steps
    .map((step, index) => ({
      index,
      title: step.title,
      ...(step.help && { help: step.help }),
      items: step.fields
        .filter((name) => isAsked(definition, name, known))
        .filter((name) => !awaits(definition, name, known))
        .map((name) => itemOf(definition, name, known, context)),
    }))
    .filter((step) => step.items.length > 0);
}

/** Whether a field offers only what another one was answered with, and that one was not answered yet. */
export function awaits(definition: RequestDefinition, name: string, answers: Answers): boolean {
  const within = definition.fields[name]?.within;
  return within !== undefined && !answers[within.field];
}

/** One item as it is asked with these answers (`answers` as from `withDerived`). */
export function itemOf(
  definition: RequestDefinition,
  name: string,
  answers: Answers,
  context: FormContext,
): FormItem {
  const ask = definition.asks?.[name];
  const list = definition.lists?.[name];
  if (list) return rowsItem(name, list, context);
  return ask
    ? askItem(name, ask, optionsFor(definition, name, answers, context))
    : fieldItem(definition, name, answers, context);
}

function fieldItem(
  definition: RequestDefinition,
  name: string,
  answers: Answers,
  context: FormContext,
): FormItem {
  const element = definition.interface.request.find((one) => one.name === name)!;
  const rule = definition.fields[name];
  const options = optionsFor(definition, name, answers, context);
  const from = knownFor(name, rule);
  const maxLength = element.fixed ?? element.max;
  return {
    name,
    label: rule?.label ?? element.label,
    ...controlOf(kindOf(element, rule), options, rule?.many, maxLength),
    required:
      (rule?.otherwise === undefined && element.cardinality === "1") ||
      (rule?.required !== undefined && isRequired(rule.required, answers)),
    ...(rule?.help && { help: rule.help }),
    ...(from && { from }),
  };
}

function askItem(name: string, ask: Ask, options: readonly CodeItem[] | undefined): FormItem {
  const kind: Kind = ask.kind === "place" ? "place" : "text";
  return {
    name,
    label: ask.label,
    ...controlOf(kind, options, ask.many, ask.max),
    required: !ask.optional,
    ...(ask.help && { help: ask.help }),
  };
}

function rowsItem(name: string, list: ListRule, context: FormContext): FormItem {
  return {
    name,
    label: list.label,
    control: "rows",
    required: list.min > 0,
    ...(list.help && { help: list.help }),
    row: list.row,
    minRows: list.min,
    maxRows: list.max,
    columns: Object.entries(list.columns).map(([column, rule]) => columnItem(column, rule, context)),
  };
}

/** One column of a list as an item of its own. */
export function columnItem(name: string, column: Column, context: FormContext): FormItem {
  const options = column.options ?? (column.codes ? context.codes[column.codes] : undefined);
  return {
    name,
    label: column.label,
    ...controlOf(column.kind ?? "text", options, false, column.max),
    required: !column.optional,
    ...(column.help && { help: column.help }),
  };
}

export function isRequired(required: true | Parameters<typeof holds>[0], answers: Answers): boolean {
  return required === true || holds(required, answers);
}

/** More options than this are chosen from a list. */
const fewOptions = 6;

const inputModes: Partial<Record<Kind, FormItem["inputMode"]>> = {
  phone: "tel",
  mobile: "tel",
  number: "decimal",
  email: "email",
};

type ControlPart = Pick<FormItem, "control" | "options" | "inputMode" | "maxLength" | "past">;

function controlOf(
  kind: Kind,
  options: readonly CodeItem[] | undefined,
  many: boolean | undefined,
  max: number | undefined,
): ControlPart {
  if (kind === "place") return { control: "place" };
  if (options)
    return {
      control: many ? "choices" : options.length <= fewOptions ? "choice" : "list",
      options,
      // Several codes with commas between them may be longer than the element.
      ...(many && max !== undefined && { maxLength: max }),
    };
  if (kind === "date" || kind === "pastDate")
    return { control: "date", ...(kind === "pastDate" && { past: true }) };
  const inputMode = inputModes[kind];
  return {
    control: kind === "longText" ? "textarea" : "text",
    ...(max !== undefined && { maxLength: max }),
    ...(inputMode && { inputMode }),
  };
}
