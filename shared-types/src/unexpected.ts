import type { Fault } from "./check.ts";
import type { Answers } from "./condition.ts";
import type { RequestDefinition } from "./define.ts";
import { askedNames, isAsked } from "./relevant.ts";
import { readCellName } from "./rows.ts";

/** Names that a client must not send: unknown, filled in by the server, or pointless with the other answers. */
export function unexpectedNames(definition: RequestDefinition, answers: Answers, known: Answers): Fault[] {
  const asked = new Set(askedNames(definition));
  return Object.keys(answers).flatMap((name) => {
    const message = reason(definition, asked, name, known);
    return message ? [{ name, message }] : [];
  });
}

/** Values that are no text; nothing else can be said about answers that have such. */
export function untextualNames(answers: Answers): Fault[] {
  const names = Object.keys(answers).filter((name) => typeof answers[name] !== "string");
  return names.map((name) => ({ name, message: "这一项的格式不对，请重新填写" }));
}

const unknown = "没有这一项，请刷新页面后重试";

function reason(
  definition: RequestDefinition,
  asked: ReadonlySet<string>,
  name: string,
  known: Answers,
): string | undefined {
  if (own(definition.filled, name)) return "这一项由系统填写，不能提交";
  const cell = readCellName(name);
  const list = own(definition.lists, cell?.list ?? name);
  // A list is answered by its cells, never by its own name.
  if (cell ? !own(list?.columns, cell.column) : list) return unknown;
  const item = cell?.list ?? name;
  if (!asked.has(item)) return unknown;
  return isAsked(definition, item, known) ? undefined : "按您前面的选择，这一项不需要填写，请刷新页面后重试";
}

/** A property of the object itself: names come from outside, `constructor` must find nothing. */
function own<T>(object: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return object && Object.keys(object).includes(name) ? object[name] : undefined;
}
