import { materialsOf } from "shared-types";
import { putFile } from "../attachments/files.ts";
import type { AttachmentDoc } from "../attachments/models.ts";
import type { Services } from "../services.ts";
import { materialName } from "./case-id.ts";
import type { Application } from "./check-application.ts";
import type { CaseDoc } from "./model.ts";
import { hasTable, tableOfAnswers } from "./table-of-answers.ts";

interface Given {
  readonly imageType: string;
  /** Id of the upload. */
  readonly attachment: string;
}

/**
 * The files of a case as they stand on the wire: photos in the order given, and before those of its material the
 * table that we make of answers (SQ1011: 42, 43 and 44). Each has its name in the zip, counted within its type.
 */
export async function caseFilesOf(
  application: Application,
  given: readonly Given[],
  businessSn: string,
  { documents, now }: Pick<Services, "documents" | "now">,
): Promise<CaseDoc["attachments"]> {
  const { photos } = application;
  const counts = new Map<string, number>();
  const named = (imageType: string, file: string, table?: string) => {
    const n = counts.get(imageType) ?? 0;
    counts.set(imageType, n + 1);
    return { imageType, file, name: materialName(businessSn, imageType, n), ...(table && { table }) };
  };
  const tables = [];
  for (const { imageType, tableOf } of tablesIn(application)) {
    const document = tableOfAnswers(application, tableOf, businessSn, now());
    const bytes = await documents.render(document);
    tables.push(named(imageType, await putFile(bytes, "application/pdf"), tableOf));
  }
  return [...tables, ...given.map((one) => named(one.imageType, fileOf(photos, one)))];
}

const fileOf = (photos: ReadonlyMap<string, AttachmentDoc>, { attachment }: Given) =>
  photos.get(attachment)!.file;

function tablesIn(application: Application) {
  const { definition, answers, context } = application;
  return materialsOf(definition, answers, context).flatMap(({ imageType, tableOf }) =>
    tableOf !== undefined && hasTable(application, tableOf) ? [{ imageType, tableOf }] : [],
  );
}
