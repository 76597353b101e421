/** What a person may want to look at before sending. It warns and never blocks. */
export type Hint = "blurred" | "veryBlurred" | "dark" | "veryDark" | "glare" | "tooBright" | "small";

/** The photo is judged at this long edge. */
export const judgedEdge = 640;

/** Limits measured on made pictures: sharp ones 900–1800, 9 px of motion 700–740, 27 px 165–265. */
const limits = {
  blurred: 800,
  veryBlurred: 350,
  dark: 90,
  veryDark: 45,
  glare: 0.01,
  tooBright: 0.05,
  small: 700,
};
const cell = 16;
const white = 250;

/** @param luma brightness 0–255, row by row @param longEdge of the photo itself, in pixels */
export function judge(luma: Uint8Array, width: number, height: number, longEdge: number): Hint[] {
  const hints: Hint[] = [];
  const sorted = Uint8Array.from(luma).sort();
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const median = at(0.5);

  // Divided by the spread of brightness: the raw variance calls a sharp dark photo blurred.
  const spread = Math.max(1, at(0.95) - at(0.05));
  const sharpness = (laplacianVariance(luma, width, height) / spread ** 2) * 10_000;
  if (median < limits.veryDark) hints.push("veryDark");
  else if (median < limits.dark) hints.push("dark");
  if (sharpness < limits.veryBlurred) hints.push("veryBlurred");
  else if (sharpness < limits.blurred) hints.push("blurred");

  const blown = whiteCells(luma, width, height);
  if (median < 205 && blown >= limits.glare) hints.push("glare");
  else if (median >= 205 && median < white && blown >= limits.tooBright) hints.push("tooBright");
  if (longEdge < limits.small) hints.push("small");
  return hints;
}

function laplacianVariance(luma: Uint8Array, width: number, height: number): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const value = luma[i - 1]! + luma[i + 1]! + luma[i - width]! + luma[i + width]! - 4 * luma[i]!;
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  return count ? squares / count - (sum / count) ** 2 : 0;
}

/** Share of cells in which four fifths of the pixels are white. */
function whiteCells(luma: Uint8Array, width: number, height: number): number {
  let cells = 0;
  let blown = 0;
  for (let top = 0; top + cell <= height; top += cell) {
    for (let left = 0; left + cell <= width; left += cell) {
      let bright = 0;
      for (let y = top; y < top + cell; y += 1)
        for (let x = left; x < left + cell; x += 1) if (luma[y * width + x]! >= white) bright += 1;
      cells += 1;
      if (bright >= cell * cell * 0.8) blown += 1;
    }
  }
  return cells ? blown / cells : 0;
}

/** Brightness of RGBA pixels (Rec. 601). */
export function lumaOf(rgba: Uint8ClampedArray): Uint8Array {
  const luma = new Uint8Array(rgba.length / 4);
  for (let i = 0; i < luma.length; i += 1)
    luma[i] = (rgba[4 * i]! * 299 + rgba[4 * i + 1]! * 587 + rgba[4 * i + 2]! * 114) / 1000;
  return luma;
}
