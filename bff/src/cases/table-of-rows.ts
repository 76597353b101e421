import { columnItem, type FormItem, rowsOf } from "shared-types";
import type { Document } from "../documents/document.ts";
import { shanghaiTime } from "../exchange/header.ts";
import type { Application } from "./check-application.ts";

/** Rows that have no elements on the wire, as the table that goes with its material (SQ1011: 汇总表). */
export function tableOfRows(
  { definition, answers, context }: Application,
  list: string,
  businessSn: string,
  now: Date,
): Document {
  const rule = definition.lists![list]!;
  const columns = Object.entries(rule.columns).map(([name, column]) => columnItem(name, column, context));
  const facts = ["ownerName", "creditCode", "ownerAddress"].flatMap((name) => {
    const element = definition.interface.request.find((one) => one.name === name);
    return element && answers[name] ? [[element.label, answers[name]] as const] : [];
  });
  return {
    title: `${rule.label}汇总表`,
    madeAt: shanghaiTime(now),
    parts: [
      { facts },
      {
        table: {
          columns: [
            { title: "序号", share: 5 },
            ...columns.map(({ label, maxLength = 0 }) => titled(label, maxLength)),
          ],
          rows: rowsOf(answers, list).map((row, at) => [
            String(at + 1),
            ...columns.map((column) => wordsOf(column, row[column.name] ?? "")),
          ]),
        },
      },
    ],
    foot: `${definition.title} · 业务申请流水号 ${businessSn}`,
  };
}

/** Short columns (a number, a code's name) need less of the page. */
const titled = (title: string, maxLength: number) => ({ title, share: maxLength <= 8 ? 9 : 16 });

const wordsOf = ({ options }: FormItem, value: string) =>
  options?.find(({ code }) => code === value)?.name ?? value;
