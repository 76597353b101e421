import { type TSchema, Type } from "@sinclair/typebox";
import { type FormItem, itemOf, requestOf, type TableAnswer } from "shared-types";
import { readUpload } from "../attachments/upload.ts";
import { contextOf } from "../config.ts";
import { AppError } from "../errors.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import type { Services } from "../services.ts";
import { mostTableBytes, readTable } from "../tables/read-table.ts";
import { rowsOfTable } from "../tables/rows-of-table.ts";
import { templateOf } from "../tables/template.ts";
import { route } from "./route.ts";
import { closed, code, of, text } from "./schemas.ts";

const params = closed({ code, list: Type.String({ pattern: "^[A-Za-z]{1,40}$" }) });
const cells: TSchema = Type.Record(Type.String(), text);

function listOf(services: Services, { code, list }: { code: string; list: string }): FormItem {
  const definition = requestOf(code);
  if (definition === undefined || !Object.hasOwn(definition.lists ?? {}, list))
    throw new AppError("notFound");
  return itemOf(definition, list, {}, contextOf(services.config(), undefined, services.now()));
}

export const getTemplate = route({
  method: "GET",
  path: "/api/businesses/:code/lists/:list/template.xlsx",
  summary: "The workbook to fill in and to import as the rows of a list",
  access: "public",
  params,
  answer: null,
  async act({ params, services, ctx }) {
    const list = listOf(services, params);
    ctx.attachment(`${list.label}模板.xlsx`);
    ctx.type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    ctx.body = await templateOf(list);
  },
});

export const importTable = route({
  method: "POST",
  path: "/api/businesses/:code/lists/:list/import",
  summary: "Reads an .xlsx or .csv (at most 2 MiB) as rows of a list; nothing of it is kept",
  access: "person",
  params,
  upload: true,
  answer: of<TableAnswer>(closed({ rows: Type.Array(cells), remarks: Type.Array(text) })),
  async act({ params, session, ctx, services }) {
    const list = listOf(services, params);
    await limitRate(`table:${session.ownerId}`, 60, 3_600, services.now());
    const bytes = await readUpload(ctx, {
      most: mostTableBytes,
      refusal: () => new AppError("badTable", { message: "表格文件太大，最多 2 MB，请删减后再导入。" }),
    });
    return rowsOfTable(await readTable(bytes), list);
  },
});
