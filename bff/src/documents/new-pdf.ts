type Options = PDFKit.PDFDocumentOptions;

/** A PDF to be drawn on. The library comes with the first: it is a quarter of what a start of the system loads. */
export async function newPdf(options: Options): Promise<PDFKit.PDFDocument> {
  const { default: PDFDocument } = await import("pdfkit");
  return new PDFDocument(options);
}
