import { columnItem, type FormItem, itemOf, type RequestDefinition, rowsOf } from "shared-types";
import type { Document, Table } from "../documents/document.ts";
import { shanghaiTime } from "../exchange/header.ts";
import type { Application } from "./check-application.ts";

/**
 * Answers that have no elements on the wire, as the table that goes with its material: the rows of a list, or what was
 * chosen of several (SQ1011: 技术人员, 维修设备, 管理制度).
 */
export function tableOfAnswers(
  application: Application,
  name: string,
  businessSn: string,
  now: Date,
): Document {
  const { definition, answers } = application;
  const facts = ["ownerName", "creditCode", "ownerAddress"].flatMap((name) => {
    const element = definition.interface.request.find((one) => one.name === name);
    return element && answers[name] ? [[element.label, answers[name]] as const] : [];
  });
  const table = definition.lists?.[name] ? ofRows(application, name) : ofChoices(application, name);
  return {
    title: titleOfTable(definition, name),
    madeAt: shanghaiTime(now),
    parts: [{ facts }, { table }],
    foot: `${definition.title} · 业务申请流水号 ${businessSn}`,
  };
}

export function titleOfTable(definition: RequestDefinition, name: string): string {
  const list = definition.lists?.[name];
  return list ? `${list.label}汇总表` : `${definition.asks?.[name]?.label ?? name}清单`;
}

/** Whether there is anything to put into it. */
export function hasTable({ answers }: Application, name: string): boolean {
  return rowsOf(answers, name).length > 0 || Boolean(answers[name]);
}

const number = { title: "序号", share: 5 };

function ofRows({ definition, answers, context }: Application, list: string): Table {
  const columns = Object.entries(definition.lists![list]!.columns).map(([name, column]) =>
    columnItem(name, column, context),
  );
  return {
    columns: [number, ...columns.map(({ label, maxLength = 0 }) => titled(label, maxLength))],
    rows: rowsOf(answers, list).map((row, at) => [
      String(at + 1),
      ...columns.map((column) => wordsOf(column, row[column.name] ?? "")),
    ]),
  };
}

function ofChoices({ definition, answers, context }: Application, name: string): Table {
  const item = itemOf(definition, name, answers, context);
  return {
    columns: [number, { title: item.label, share: 60 }],
    rows: (answers[name] ?? "").split(",").map((code, at) => [String(at + 1), wordsOf(item, code)]),
  };
}

/** Short columns (a number, a code's name) need less of the page. */
const titled = (title: string, maxLength: number) => ({ title, share: maxLength <= 8 ? 9 : 16 });

const wordsOf = ({ options }: FormItem, value: string) =>
  options?.find(({ code }) => code === value)?.name ?? value;
