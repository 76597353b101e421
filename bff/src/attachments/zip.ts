import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import { type CaseDoc, Cases } from "../cases/model.ts";
import { unseal } from "../crypto/sealed.ts";
import { newPdf } from "../documents/new-pdf.ts";
import { type Answered, answerOf } from "../exchange/return-codes.ts";
import { maxTimeMS } from "../store/connection.ts";
import { getFile } from "./files.ts";
import { imageHeader } from "./image-header.ts";

/**
 * CX3001: the photos of a case as PDFs in a zip, made while it is read, one photo in memory at a time. A case that the
 * peer does not own, and one that does not fit the name, are answered with a code.
 */
export async function materialsZip(
  businessSn: string,
  applyName: string,
  peer: string,
): Promise<{ name: string; bytes: Readable } | Answered> {
  const found = await Cases.find({ businessSn }).limit(10).maxTimeMS(maxTimeMS).lean<CaseDoc[]>();
  const own = found.find((one) => one.region === peer);
  if (own === undefined) return answerOf(found.length > 0 ? "noPermission" : "noData");
  if (own.attachments.length === 0 || !sameName(nameIn(own), applyName)) return answerOf("noData");
  const zip = new ZipFile();
  // The entries are built one after the other while the zip is read: yazl opens the next when the last is through.
  for (const { file, name } of own.attachments)
    zip.addReadStreamLazy(name, { compress: false, mtime: own.createdAt }, (give) => {
      pdfOf(file).then(
        (pdf) => give(null, pdf as unknown as NodeJS.ReadableStream),
        (error) => give(error, Readable.from([])),
      );
    });
  zip.end();
  const bytes = Readable.from(zip.outputStream as unknown as AsyncIterable<Buffer>);
  (zip as unknown as NodeJS.EventEmitter).on("error", (error: Error) => bytes.destroy(error));
  return { name: `MaterialFile-${businessSn}.zip`, bytes };
}

/** applyName of CX3001 is V8: the first eight characters are compared, longer values are taken. */
function sameName(ours: string, theirs: string): boolean {
  const start = (name: string) => [...name.trim()].slice(0, 8).join("");
  return start(ours) === start(theirs);
}

function nameIn(of: CaseDoc): string {
  const answers = JSON.parse(unseal(of.answers, { id: of._id, path: "answers" })) as { applyName?: string };
  return answers.applyName ?? "";
}

/** One page, as large as the photo at 150 dpi; what is a PDF already (a table of ours) goes as it is. */
async function pdfOf(digest: string): Promise<Readable> {
  const photo = await getFile(digest);
  if (photo === null) throw new Error(`file ${digest} is missing`);
  if (photo.subarray(0, 5).toString("latin1") === "%PDF-") return Readable.from([photo]);
  const { width, height } = imageHeader(photo);
  const size: [number, number] = [(width * 72) / 150, (height * 72) / 150];
  const pdf = await newPdf({ size, margin: 0, info: { Title: "申请材料" } });
  pdf.image(photo, 0, 0, { width: size[0], height: size[1] });
  pdf.end();
  return pdf as unknown as Readable;
}
