import { threadLine } from "../thread-line.ts";
import type { ImageCodec, Picture } from "./image-engine.ts";

/** jimp blocks for seconds, so it works in a thread of its own; one picture at a time, a minute at most. */
export function jimpCodec(timeoutMs = 60_000): ImageCodec {
  const line = threadLine<Uint8Array, Picture>("jimp-worker", import.meta.url, { timeoutMs, memoryMb: 512 });
  return {
    name: "jimp",
    async normalise(bytes) {
      const picture = await line.run(bytes);
      return { ...picture, bytes: Buffer.from(picture.bytes) };
    },
    close: () => line.close(),
  };
}
