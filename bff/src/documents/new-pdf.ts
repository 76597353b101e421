type Options = PDFKit.PDFDocumentOptions;

/**
 * A PDF to be drawn on. The library comes with the first: it is a quarter of what a start of the system loads. It would
 * say 1.3, but gives every page a UserUnit of 1.6: a strict reader refuses such a file.
 */
export async function newPdf(options: Options): Promise<PDFKit.PDFDocument> {
  const { default: PDFDocument } = await import("pdfkit");
  return new PDFDocument({ pdfVersion: "1.7", ...options });
}
