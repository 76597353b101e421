import { creditCheckCharacter } from "../src/checks/credit-code.ts";
import { idCheckDigit } from "../src/checks/id-number.ts";
import type { Answers } from "../src/condition.ts";
import type { FormContext } from "../src/context.ts";
import type { Kind, RequestDefinition } from "../src/define.ts";
import { type FormItem, itemOf } from "../src/form.ts";
import { kindOf } from "../src/kinds.ts";
import { optionsFor } from "../src/options.ts";
import { askedNames, isAsked, withDerived } from "../src/relevant.ts";
import { cellName } from "../src/rows.ts";

/** Gives an integer from 0 to below `below`. */
export type Pick = (below: number) => number;

const id17 = "11010119700307001";
const credit17 = "91110105MA00TEST0".replace(/S/g, "5");

const texts: Partial<Record<Kind, string>> = {
  personName: "测试员·甲",
  idNumber: id17 + idCheckDigit(id17),
  phone: "13800000000",
  mobile: "13900000000",
  email: "test@example.com",
  creditCode: credit17 + creditCheckCharacter(credit17),
  plate: "京A12345",
  vin: "LTEST000000000001",
  date: "20260301",
  pastDate: "20100301",
  month: "202603",
  number: "12",
  place: "110105",
};

/** Answers that the check accepts, with every choice and every optional answer left to `pick`. */
export function sampleAnswers(definition: RequestDefinition, context: FormContext, pick: Pick): Answers {
  const answers: Record<string, string> = {};
  for (const name of askedNames(definition)) {
    const known = withDerived(definition, answers, context);
    if (!isAsked(definition, name, known)) continue;
    const item = itemOf(definition, name, enabled(definition, name, answers, known, context), context);
    if (item.control === "rows") addRows(definition, item, answers, pick);
    else if (item.required || pick(2) === 1) {
      const value = sampleValue(item, kindOfName(definition, name), isProper(definition, name), pick);
      if (value !== "") answers[name] = value;
    }
  }
  return answers;
}

/**
 * Chooses one class more where the earlier choice would leave a field without options (SQ1006: no driver's class), or
 * a part that would be the whole (SQ1010: the only class).
 */
function enabled(
  definition: RequestDefinition,
  name: string,
  answers: Record<string, string>,
  known: Answers,
  context: FormContext,
): Answers {
  const { field, proper } = definition.fields[name]?.within ?? {};
  const offered = optionsFor(definition, name, known, context)?.map((item) => item.code);
  if (field === undefined || offered!.length > (proper ? 1 : 0)) return known;
  const whole = optionsFor(definition, field, known, context)!.map((item) => item.code);
  const all = optionsFor(definition, name, { ...known, [field]: whole.join(",") }, context)!;
  answers[field] = `${answers[field]},${all.find((item) => !offered!.includes(item.code))!.code}`;
  return withDerived(definition, answers, context);
}

function sampleValue(item: FormItem, kind: Kind, proper: boolean, pick: Pick): string {
  const options = item.control === "place" ? undefined : item.options;
  if (!options) return texts[kind] ?? `${item.label}的内容`.slice(0, item.maxLength);
  if (options.length === 0) return "";
  if (item.control !== "choices") return options[pick(options.length)]!.code;
  const chosen = options.filter(() => pick(2) === 1);
  const some = chosen.length > 0 ? chosen : [options[pick(options.length)]!];
  const part = proper && some.length === options.length ? some.slice(1) : some;
  const codes = part.map((one) => one.code);
  while (item.maxLength !== undefined && codes.join(",").length > item.maxLength) codes.pop();
  return codes.join(",");
}

function addRows(
  definition: RequestDefinition,
  item: FormItem,
  answers: Record<string, string>,
  pick: Pick,
): void {
  const columns = definition.lists![item.name]!.columns;
  for (let row = 0; row < item.minRows! + pick(3); row += 1)
    for (const column of item.columns!)
      if (column.required || pick(2) === 1)
        answers[cellName(item.name, row, column.name)] = sampleValue(
          column,
          columns[column.name]!.kind ?? "text",
          false,
          pick,
        );
}

export function kindOfName(definition: RequestDefinition, name: string): Kind {
  const ask = definition.asks?.[name];
  if (ask) return ask.kind === "place" ? "place" : "text";
  return kindOf(definition.interface.request.find((one) => one.name === name)!, definition.fields[name]);
}

const isProper = (definition: RequestDefinition, name: string) =>
  definition.fields[name]?.within?.proper ?? false;
