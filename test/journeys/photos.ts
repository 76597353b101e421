// Photos for the journeys: something like a card on a table, sharp and well lit, so that no hint is due.
import { Jimp, JimpMime } from "jimp";
import type { Page } from "playwright-core";

let made: Promise<Buffer> | undefined;

/** JPEG of 1600×1200: light card with dark lines of "text". */
export const cardPhoto = () => {
  made ??= draw(1600, 1200);
  return made;
};

async function draw(width: number, height: number): Promise<Buffer> {
  const image = new Jimp({ width, height, color: 0x7a8288ff });
  image.composite(new Jimp({ width: width - 240, height: height - 200, color: 0xdfe6dfff }), 120, 100);
  const ink = new Jimp({ width: 14, height: 22, color: 0x1c2430ff });
  for (let y = 180; y < height - 180; y += 44)
    for (let x = 200; x < width - 220; x += 24) if ((x * 7 + y * 13) % 5 !== 0) image.composite(ink, x, y);
  return image.getBuffer(JimpMime.jpeg, { quality: 88 });
}

/** The same card out of focus. */
export async function blurredPhoto(): Promise<Buffer> {
  const image = await Jimp.read(await cardPhoto());
  return image.blur(12).getBuffer(JimpMime.jpeg, { quality: 88 });
}

/** A photo of any size, with noise so that it is large in bytes too; made by the browser, which is quicker at it. */
export async function largePhoto(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(`(async () => {
    const canvas = new OffscreenCanvas(${width}, ${height});
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#dfe6df";
    pen.fillRect(0, 0, ${width}, ${height});
    for (let i = 0; i < 60000; i += 1) {
      pen.fillStyle = "rgb(" + (i * 37) % 120 + "," + (i * 61) % 120 + "," + (i * 89) % 120 + ")";
      pen.fillRect((i * 7919) % ${width}, (i * 104729) % ${height}, 14, 22);
    }
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
    const reader = new FileReader();
    return new Promise((done) => {
      reader.onload = () => done(reader.result.split(",")[1]);
      reader.readAsDataURL(blob);
    });
  })()`);
  return Buffer.from(String(base64), "base64");
}
