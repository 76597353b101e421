import { deflateSync } from "node:zlib";

/** A picture in shades of grey, a byte for each pixel. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Buffer;
}

/**
 * A one-page A4 PDF 1.4 with a title and lines in a standard Chinese font that readers bring along (nothing embedded),
 * and a picture below them on the right.
 */
export function makePdf(title: string, lines: readonly string[], picture?: Grey): Buffer {
  const rows = [
    show(title, 22, 72, 740),
    ...lines.map((line, index) => show(line, 13, 72, 690 - index * 30)),
    ...(picture ? ["q 200 0 0 200 323 250 cm /Q Do Q"] : []),
  ];
  const content = `${rows.join("\n")}\n`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >>${picture ? " /XObject << /Q 8 0 R >>" : ""} >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}endstream`,
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ...(picture ? [imageObject(picture)] : []),
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  return Buffer.from(
    `${text}xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    "latin1",
  );
}

function imageObject({ width, height, pixels }: Grey): string {
  const packed = deflateSync(pixels).toString("latin1");
  const form = `/Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode`;
  return `<< /Type /XObject /Subtype /Image ${form} /Length ${packed.length} >>\nstream\n${packed}\nendstream`;
}

const show = (text: string, size: number, x: number, y: number) =>
  `BT /F ${size} Tf ${x} ${y} Td <${Buffer.from(text, "utf16le").swap16().toString("hex")}> Tj ET`;
