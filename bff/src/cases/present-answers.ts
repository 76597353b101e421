import {
  type CaseAnswer,
  type FormContext,
  type FormItem,
  formOf,
  kindOf,
  type RequestDefinition,
  requestOf,
  rowsOf,
} from "shared-types";
import { unseal } from "../crypto/sealed.ts";
import { maskName, maskNumber, maskPhone } from "../identity/mask.ts";
import type { CaseDoc } from "./model.ts";

type Steps = CaseAnswer["answers"];

/** What was sent, in the form's own steps and words; id numbers and phones masked. Empty for a window case. */
export function presentAnswers(of: CaseDoc, context: FormContext): Steps {
  const definition = requestOf(of.business);
  if (definition === undefined || of.origin === "window") return [];
  const answers = JSON.parse(unseal(of.answers, { id: of._id, path: "answers" })) as Record<string, string>;
  const shown = (item: FormItem, value: string) => masked(definition, item, inWords(item, value, context));
  return formOf(definition, answers, context)
    .map(({ title, items }) => ({
      title,
      items: items
        .map((item) => {
          const value =
            item.control === "rows" ? rowsInWords(item, answers) : shown(item, answers[item.name] ?? "");
          return { name: item.name, label: item.label, value };
        })
        .filter(({ value }) => value !== ""),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Codes become their names, 20150601 becomes 2015-06-01. */
function inWords(item: FormItem, value: string, context: FormContext): string {
  if (item.control === "date") return value.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  const options = item.control === "place" ? context.codes.regions : item.options;
  if (options === undefined || value === "") return value;
  const name = (code: string) => options.find((option) => option.code === code)?.name ?? code;
  return item.control === "choices" ? value.split(",").map(name).join("、") : name(value);
}

function rowsInWords(item: FormItem, answers: Record<string, string>): string {
  return `共 ${rowsOf(answers, item.name).length} 行`;
}

function masked(definition: RequestDefinition, item: FormItem, value: string): string {
  const element = definition.interface.request.find((one) => one.name === item.name);
  const kind = element === undefined ? "text" : kindOf(element, definition.fields[item.name]);
  if (kind === "phone" || kind === "mobile") return maskPhone(value);
  if (kind === "personName") return maskName(value);
  // A qualification certificate has its holder's id number.
  return kind === "idNumber" || /^\d{17}[\dX]$/i.test(value) ? maskNumber(value) : value;
}
