import {
  type Answers,
  type FormContext,
  type FormItem,
  formOf,
  type RequestDefinition,
  rowsOf,
} from "shared-types";
import { dateInWords } from "../controls/date";

export interface AnsweredStep {
  title: string;
  items: { name: string; label: string; value: string }[];
}

/** All answers in words, step by step; `place` names the codes of places, which no list here holds. */
export function answersInWords(
  definition: RequestDefinition,
  answers: Answers,
  context: FormContext,
  place: (code: string) => string = (code) => code,
): AnsweredStep[] {
  return formOf(definition, answers, context).map(({ title, items }) => ({
    title,
    items: items.map((item) => ({
      name: item.name,
      label: item.label,
      value:
        item.control === "rows"
          ? rowsInWords(item, answers)
          : valueInWords(item, answers[item.name] ?? "", place),
    })),
  }));
}

function valueInWords(item: FormItem, value: string, place: (code: string) => string): string {
  if (value === "") return "";
  if (item.control === "place") return place(value);
  if (item.control === "date") return dateInWords(value);
  if (!item.options) return value;
  const nameOf = (code: string) => item.options?.find((option) => option.code === code)?.name ?? code;
  return item.control === "choices" ? value.split(",").map(nameOf).join("、") : nameOf(value);
}

function rowsInWords(item: FormItem, answers: Answers): string {
  return rowsOf(answers, item.name)
    .map((row, at) => `${at + 1}. ${rowInWords(item, row)}`)
    .join("\n");
}

/** One row of a list in one line; what it says nothing of is left out. */
export function rowInWords({ columns = [] }: FormItem, row: Answers): string {
  return columns
    .map((column) => valueInWords(column, row[column.name] ?? "", String))
    .filter(Boolean)
    .join("，");
}
