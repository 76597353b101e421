import encodeQR from "qr";

const cell = 6;

/** The text as a QR in a PNG, with the quiet zone of GB/T 18284 around it. */
export async function qrPicture(text: string): Promise<Buffer> {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 4 });
  const side = rows.length * cell;
  const data = Buffer.alloc(side * side * 4, 255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (rows[Math.floor(y / cell)]?.[Math.floor(x / cell)])
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  const { Jimp } = await import("jimp");
  return Jimp.fromBitmap({ data, width: side, height: side }).getBuffer("image/png");
}
