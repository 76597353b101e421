import type { Size } from "./header";

/** What a photo may have when it leaves the device; the server takes 1 048 576 and sends on at most 1 000 000. */
export const targetBytes = 980_000;
const longestEdge = 4096;
const shortestLongEdge = 640;
/** Below .7 letters fray; above .95 bytes are spent on noise. */
const quality = { least: 0.7, best: 0.95 };

export type Encode<T extends { size: number }> = (size: Size, quality: number) => Promise<T>;

/** The size inside the longest edge, with its proportions kept. */
export function within(size: Size, edge = longestEdge): Size {
  const scale = Math.min(1, edge / Math.max(size.width, size.height));
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

/**
 * The largest and best version of a photo that fits: at falling sizes, the best quality between .7 and .95.
 * @returns the encoded photo with its size in pixels
 */
export async function fit<T extends { size: number }>(source: Size, encode: Encode<T>) {
  let size = within(source);
  for (;;) {
    const best = await encode(size, quality.best);
    if (best.size <= targetBytes) return { ...size, file: best };
    const least = await encode(size, quality.least);
    if (least.size <= targetBytes) return { ...size, file: await search(size, encode, least) };
    const edge = Math.max(size.width, size.height);
    if (edge <= shortestLongEdge) return { ...size, file: least };
    const shrink = Math.min(0.9, Math.sqrt(targetBytes / least.size) * 0.98);
    size = within(source, Math.max(shortestLongEdge, Math.floor(edge * shrink)));
  }
}

async function search<T extends { size: number }>(size: Size, encode: Encode<T>, fitting: T): Promise<T> {
  let { least: low, best: high } = quality;
  let found = fitting;
  for (let round = 0; round < 4; round += 1) {
    const middle = (low + high) / 2;
    const tried = await encode(size, middle);
    if (tried.size <= targetBytes) [low, found] = [middle, tried];
    else high = middle;
  }
  return found;
}
