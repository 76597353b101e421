import encodeQR from "qr";
import type { CaseAnswer } from "shared-types";
import { letters } from "../documents/letters.ts";
import { newPdf } from "../documents/new-pdf.ts";
import type { Proof } from "./make-proof.ts";

/** The proof for people: what was submitted and when, in print; the file holds the whole proof for a program. */
export async function proofPdf(proof: Proof, { case: of, answers, attachments }: CaseAnswer, page: string) {
  const whole = Buffer.from(JSON.stringify(proof)).toString("base64");
  const pdf = await newPdf({
    size: "A4",
    margin: 50,
    info: { Title: "申请凭证", Proof: whole } as object,
  });
  const first = proof.links[0]!;
  pdf.font(letters()).fontSize(22).text("申请凭证", { align: "center" }).moveDown(0.5).fontSize(11);
  qr(pdf, `${page}#${of.businessSn}`, 440, 90, 100);
  const line = (label: string, value: string) =>
    pdf.text(`${label}：${value}`, 50, undefined, { width: 380 });
  line("业务", of.title);
  line("流水号", of.businessSn);
  line("办理地区", of.regionName);
  for (const { statement, inclusion } of proof.links) {
    const { kind, at } = JSON.parse(statement) as { kind: string; at: string };
    line(steps[kind] ?? kind, `${at}${inclusion ? `（已列入 ${inclusion.head.day} 公开留痕）` : ""}`);
  }
  pdf.moveDown().fontSize(9);
  const wide = { width: 495 };
  for (const { title, items } of answers) {
    pdf.moveDown(0.5).fontSize(12).text(title, 50, undefined, wide).fontSize(9);
    for (const { label, value } of items) pdf.text(`${label}：${value}`, wide);
  }
  if (attachments.length > 0) pdf.moveDown(0.5).fontSize(12).text("材料", wide).fontSize(9);
  const { photos } = JSON.parse(first.statement) as { photos: { digest: string }[] };
  for (const [at, { name }] of attachments.entries())
    pdf.text(`${name}（SM3 ${photos[at]?.digest ?? ""}）`, wide);
  pdf.moveDown().text(`平台签名（SM2）：${first.signature}`, wide);
  pdf.text(`签名公钥：${first.publicKey}`, wide).moveDown();
  pdf.text(
    `本凭证只证明平台在上述时间持有上述内容，不证明内容属实，也不是受理或审批结果。核验：${page}`,
    wide,
  );
  pdf.end();
  return pdf;
}

const steps: Readonly<Record<string, string>> = {
  submitted: "平台收存",
  delivered: "办理机构系统确认收到",
  accepted: "办理机构受理",
};

function qr(pdf: PDFKit.PDFDocument, text: string, left: number, top: number, size: number): void {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 2 });
  const cell = size / rows.length;
  for (const [y, row] of rows.entries())
    for (const [x, dark] of row.entries()) if (dark) pdf.rect(left + x * cell, top + y * cell, cell, cell);
  pdf.fill("black");
}
