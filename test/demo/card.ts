// A photo for a material, drawn on the spot: a card with its number on it, as a real JPEG.
import { Jimp } from "jimp";

const [width, height] = [1280, 800];
const digits: Record<string, readonly string[]> = {
  0: ["###", "#.#", "#.#", "#.#", "###"],
  1: [".#.", "##.", ".#.", ".#.", "###"],
  2: ["###", "..#", "###", "#..", "###"],
  3: ["###", "..#", "###", "..#", "###"],
  4: ["#.#", "#.#", "###", "..#", "..#"],
  5: ["###", "#..", "###", "..#", "###"],
  6: ["###", "#..", "###", "#.#", "###"],
  7: ["###", "..#", ".#.", ".#.", ".#."],
  8: ["###", "#.#", "###", "#.#", "###"],
  9: ["###", "#.#", "###", "..#", "###"],
};

const drawn = new Map<string, Promise<Buffer>>();

/** `number`: what is drawn large on the card; different numbers give different files. Drawn once, it takes a while. */
export function drawCard(number: string): Promise<Buffer> {
  const card = drawn.get(number) ?? draw(number);
  drawn.set(number, card);
  return card;
}

async function draw(number: string): Promise<Buffer> {
  const image = new Jimp({ width, height, color: 0x8a8f98ff });
  rectangle(image, 80, 80, width - 160, height - 160, 0xf4f1e6ff);
  rectangle(image, 80, 80, width - 160, 110, 0x2c5d9eff);
  rectangle(image, 880, 260, 240, 320, 0xc8d3e0ff);
  for (let line = 0; line < 6; line++)
    rectangle(image, 140, 440 + line * 44, 620 - (line % 3) * 120, 14, 0x5b6470ff);
  for (const [index, digit] of [...number].entries()) drawDigit(image, digit, 140 + index * 100, 230);
  return image.getBuffer("image/jpeg", { quality: 85 });
}

type Image = InstanceType<typeof Jimp>;

function drawDigit(image: Image, digit: string, x: number, y: number): void {
  const size = 26;
  for (const [down, row] of (digits[digit] ?? []).entries())
    for (const [along, dot] of [...row].entries())
      if (dot === "#") rectangle(image, x + along * size, y + down * size, size, size, 0x22262cff);
}

function rectangle(image: Image, x: number, y: number, w: number, h: number, color: number): void {
  const row = Buffer.alloc(w * 4);
  for (let at = 0; at < row.length; at += 4) row.writeUInt32BE(color, at);
  for (let line = y; line < y + h; line++) row.copy(image.bitmap.data, (line * width + x) * 4);
}
