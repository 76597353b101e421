// Photos for the journeys: something like a card on a table, sharp and well lit, so that no hint is due.
import { Jimp, JimpMime } from "jimp";

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
