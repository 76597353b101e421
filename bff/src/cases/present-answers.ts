import {
  type CaseAnswer,
  type FormItem,
  formOf,
  kindOf,
  type RequestDefinition,
  requestOf,
  rowsOf,
} from "shared-types";
import { type Config, contextOf } from "../config.ts";
import { unseal } from "../crypto/sealed.ts";
import { maskName, maskNumber, maskPhone } from "../identity/mask.ts";
import type { CaseDoc } from "./model.ts";
import { wholeNameOfRegion } from "./region-name.ts";

type Steps = CaseAnswer["answers"];

/** What was sent, in the words of the page that showed it before; id numbers and phones masked. Empty for a window case. */
export function presentAnswers(of: CaseDoc, config: Config, now: Date): Steps {
  const definition = requestOf(of.business);
  if (definition === undefined || of.origin === "window") return [];
  const answers = JSON.parse(unseal(of.answers, { id: of._id, path: "answers" })) as Record<string, string>;
  const shown = (item: FormItem, value: string) => masked(definition, item, inWords(item, value, config));
  return formOf(definition, answers, contextOf(config, of.region, now))
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

/** Codes become their names, 20150601 becomes 2015年6月1日. */
function inWords(item: FormItem, value: string, config: Config): string {
  if (value === "") return value;
  if (item.control === "date") return dateInWords(value);
  if (item.control === "place") return wholeNameOfRegion(value, config);
  const { options } = item;
  if (options === undefined) return value;
  const name = (code: string) => options.find((option) => option.code === code)?.name ?? code;
  return item.control === "choices" ? value.split(",").map(name).join("、") : name(value);
}

const dateInWords = (value: string) =>
  value.replace(/^(\d{4})(\d\d)(\d\d)$/, (_, year, month, day) => `${year}年${+month}月${+day}日`);

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
