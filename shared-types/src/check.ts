import { checkCodes, checkPlace, checkProperPart } from "./checks/codes.ts";
import { birthdayOf, checkIdNumber } from "./checks/id-number.ts";
import { checkLength } from "./checks/text.ts";
import { tidy } from "./checks/tidy.ts";
import { checkKind } from "./checks/value.ts";
import type { Answers } from "./condition.ts";
import { codeList, type FormContext } from "./context.ts";
import type { Kind, RequestDefinition } from "./define.ts";
import { awaits, type FormItem, itemOf } from "./form.ts";
import { kindOf } from "./kinds.ts";
import { materialsOf } from "./materials.ts";
import { listNameOf } from "./options.ts";
import { askedNames, isAsked, withDerived } from "./relevant.ts";
import { cellName, rowsOf } from "./rows.ts";
import { unexpectedNames, untextualNames } from "./unexpected.ts";

/** One thing that is wrong: the field's name (`idCard`, `people/3/idCard`, `material:15`) and a sentence. */
export interface Fault {
  readonly name: string;
  readonly message: string;
}

export interface CheckOptions {
  /** Only this step of the definition (index into `steps`), or only the materials. */
  readonly step?: number | "materials";
  /** The server's check: names that must not be there are faults too, and every code list must be known. */
  readonly strict?: boolean;
}

/** What is wrong with these answers and attachments; empty if they can be sent. Same code on every side. */
export function checkAnswers(
  definition: RequestDefinition,
  answers: Answers,
  attachments: readonly { readonly imageType: string }[],
  context: FormContext,
  options: CheckOptions = {},
): Fault[] {
  const untextual = untextualNames(answers);
  if (untextual.length > 0) return untextual;
  const known = withDerived(definition, answers, context);
  const names =
    typeof options.step === "number"
      ? (definition.steps[options.step]?.fields ?? [])
      : askedNames(definition);
  const faults =
    options.step === "materials"
      ? []
      : names.flatMap((name) => checkName(definition, name, known, context, options));
  if (typeof options.step !== "number")
    faults.push(...checkMaterials(definition, answers, attachments, context));
  if (options.strict) faults.push(...unexpectedNames(definition, answers, known));
  return faults;
}

export function materialFaultName(imageType: string): string {
  return `material:${imageType}`;
}

function checkName(
  definition: RequestDefinition,
  name: string,
  answers: Answers,
  context: FormContext,
  options: CheckOptions,
): Fault[] {
  if (!isAsked(definition, name, answers)) return [];
  // The other field is what is missing.
  if (awaits(definition, name, answers) && !answers[name]) return [];
  const item = itemOf(definition, name, answers, context);
  if (item.control === "rows") return checkRows(definition, item, answers, context);
  const listName = listNameOf(definition, name);
  if (options.strict && listName && codeList(context, listName) === undefined)
    throw new Error(`code list ${listName} is not in the context`);
  const kind = kindOfName(definition, name);
  const message =
    checkItem(item, kind, answers[name] ?? "", answers, context) ??
    checkAgainstOthers(definition, item, kind, answers, context);
  return message ? [{ name, message }] : [];
}

function kindOfName(definition: RequestDefinition, name: string): Kind {
  const ask = definition.asks?.[name];
  if (ask) return ask.kind === "place" ? "place" : "text";
  return kindOf(definition.interface.request.find((one) => one.name === name)!, definition.fields[name]);
}

/** One value against what its own item says. */
function checkItem(
  item: FormItem,
  kind: Kind,
  raw: string,
  answers: Answers,
  context: FormContext,
): string | undefined {
  const value = tidy(kind, raw);
  const chosen = !["text", "textarea", "date"].includes(item.control);
  if (item.required && item.options?.length === 0) return `没有可选的${item.label}，请核对前面的选择`;
  if (value === "") return item.required ? `${chosen ? "请选择" : "请填写"}${item.label}` : undefined;
  if (kind === "place") return checkPlace(item.label, value, codeList(context, "regions"));
  if (item.options)
    return checkCodes(item.label, value, item.options, item.control === "choices") ?? tooLong(item, value);
  if (kind === "idNumber" && !isResidentId(answers, context)) return tooLong(item, value);
  return tooLong(item, value) ?? checkKind(kind, item.label, value, context.today);
}

function tooLong({ label, control, maxLength }: FormItem, value: string): string | undefined {
  if (maxLength === undefined) return undefined;
  const message = checkLength(label, value, maxLength);
  return message && control === "choices" ? `${label}选得太多，请去掉几项` : message;
}

/** Other documents (passport, officer's card) have numbers of their own; only the resident's card has a check digit. */
function isResidentId(answers: Answers, context: FormContext): boolean {
  const type = answers.idType;
  return (
    type === undefined ||
    codeList(context, "idTypes")?.find((item) => item.code === type)?.check === "idNumber"
  );
}

function checkAgainstOthers(
  definition: RequestDefinition,
  item: FormItem,
  kind: Kind,
  answers: Answers,
  context: FormContext,
): string | undefined {
  const value = answers[item.name] ?? "";
  if (value === "") return undefined;
  const within = definition.fields[item.name]?.within;
  if (within?.proper) return checkProperPart(item.label, value, answers[within.field] ?? "");
  const id = tidy("idNumber", answers.idCard ?? "");
  if (
    kind === "pastDate" &&
    isResidentId(answers, context) &&
    checkIdNumber(id, context.today) === undefined &&
    value <= birthdayOf(id)
  )
    return `${item.label}不能早于出生日期`;
  return undefined;
}

function checkRows(
  definition: RequestDefinition,
  item: FormItem,
  answers: Answers,
  context: FormContext,
): Fault[] {
  const rows = rowsOf(answers, item.name);
  if (rows.length < item.minRows!) return [{ name: item.name, message: `请至少填写${item.row}` }];
  if (rows.length > item.maxRows!)
    return [{ name: item.name, message: `${item.label}最多${item.maxRows}行，现在是${rows.length}行` }];
  const columns = definition.lists![item.name]!.columns;
  return rows.flatMap((row, index) =>
    item.columns!.flatMap((column) => {
      const message = checkItem(
        column,
        columns[column.name]!.kind ?? "text",
        row[column.name] ?? "",
        row,
        context,
      );
      return message
        ? [{ name: cellName(item.name, index, column.name), message: `第${index + 1}行：${message}` }]
        : [];
    }),
  );
}

function checkMaterials(
  definition: RequestDefinition,
  answers: Answers,
  attachments: readonly { readonly imageType: string }[],
  context: FormContext,
): Fault[] {
  return materialsOf(definition, answers, context).flatMap((slot) => {
    const given = attachments.filter((attachment) => attachment.imageType === slot.imageType).length;
    const name = materialFaultName(slot.imageType);
    if (given === 0 && slot.required) return [{ name, message: `请上传：${slot.label}` }];
    if (given > 1 && !slot.many)
      return [{ name, message: `“${slot.label}”只要一张，现在有${given}张，请删掉多余的` }];
    return [];
  });
}
