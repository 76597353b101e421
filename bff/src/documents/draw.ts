import type { Document, Part, Table } from "./document.ts";
import { letters } from "./letters.ts";
import { newPdf } from "./new-pdf.ts";

const margin = 48;
const ink = "#1a1a1a";
const soft = "#555555";
const line = "#999999";
const padding = 4;

/** A document as a PDF. The same document gives the same bytes. */
export async function draw({ title, madeAt, parts, foot }: Document): Promise<Uint8Array> {
  const pdf = await newPdf({
    ...{ size: "A4", margin, bufferPages: true, lang: "zh-CN", displayTitle: true },
    info: { Title: title, CreationDate: dateOf(madeAt) },
  });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => pdf.on("end", resolve).on("error", reject));
  pdf.registerFont("text", letters());
  pdf.font("text").fillColor(ink);
  pdf.fontSize(18).text(title, { align: "center" }).moveDown(0.6);
  for (const part of parts) drawPart(pdf, part);
  drawFeet(pdf, foot);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

type Pdf = PDFKit.PDFDocument;

const widthOf = (pdf: Pdf) => pdf.page.width - 2 * margin;
const bottomOf = (pdf: Pdf) => pdf.page.height - margin - 20;

function drawPart(pdf: Pdf, { heading, facts = [], table }: Part): void {
  if (heading) {
    if (pdf.y > bottomOf(pdf) - 60) pdf.addPage();
    pdf.moveDown(0.5).fontSize(13).fillColor(ink).text(heading, margin).moveDown(0.3);
  }
  for (const [label, value] of facts) drawFact(pdf, label, value);
  if (table) drawTable(pdf, table);
}

function drawFact(pdf: Pdf, label: string, value: string): void {
  const width = widthOf(pdf) - 140;
  pdf.fontSize(10.5);
  const height = Math.max(pdf.heightOfString(value || " ", { width }), 14);
  if (pdf.y + height > bottomOf(pdf)) pdf.addPage();
  const { y } = pdf;
  pdf.fillColor(soft).text(label, margin, y, { width: 130 });
  pdf.fillColor(ink).text(value, margin + 140, y, { width });
  pdf.y = Math.max(pdf.y, y + height) + 2;
}

function drawTable(pdf: Pdf, { columns, rows }: Table): void {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / whole) * widthOf(pdf));
  const titles = columns.map(({ title }) => title);
  pdf.moveDown(0.5);
  drawRow(pdf, titles, widths, soft);
  for (const row of rows) {
    // The titles again on every page.
    if (pdf.y + heightOf(pdf, row, widths) > bottomOf(pdf)) {
      pdf.addPage();
      drawRow(pdf, titles, widths, soft);
    }
    drawRow(pdf, row, widths, ink);
  }
  pdf.x = margin;
}

function drawRow(pdf: Pdf, cells: readonly string[], widths: readonly number[], color: string): void {
  const height = heightOf(pdf, cells, widths);
  const { y } = pdf;
  let x = margin;
  for (const [at, width] of widths.entries()) {
    pdf.rect(x, y, width, height).lineWidth(0.5).strokeColor(line).stroke();
    pdf.fillColor(color).text(cells[at] ?? "", x + padding, y + padding, { width: width - 2 * padding });
    x += width;
  }
  pdf.y = y + height;
}

function heightOf(pdf: Pdf, cells: readonly string[], widths: readonly number[]): number {
  pdf.fontSize(10);
  const heights = cells.map((cell, at) =>
    pdf.heightOfString(cell || " ", { width: widths[at]! - 2 * padding }),
  );
  return Math.max(...heights) + 2 * padding;
}

function drawFeet(pdf: Pdf, foot: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the margin, where text would begin a page of its own.
    pdf.page.margins.bottom = 0;
    const y = pdf.page.height - margin + 8;
    pdf.fontSize(8).fillColor(soft);
    pdf.text(foot, margin, y, { width: widthOf(pdf) - 100, lineBreak: false });
    pdf.text(`第 ${page + 1} 页，共 ${count} 页`, pdf.page.width - margin - 100, y, {
      width: 100,
      align: "right",
    });
  }
}

function dateOf(stamp: string): Date {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(stamp) ?? [];
  const [year, month, day, hour, minute, second] = parts;
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`);
}
