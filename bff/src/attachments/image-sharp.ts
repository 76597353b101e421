import { attempts, type ImageCodec, mostOut } from "./image-engine.ts";

/** libvips, in its own threads; its cache is off, since no photo comes twice. */
export async function sharpCodec(): Promise<ImageCodec> {
  // Loaded here and not at the top: a machine without its binary still has jimp.
  const { default: sharp } = await import("sharp");
  sharp.cache(false);
  return {
    name: "sharp",
    async normalise(bytes, header) {
      // A truncated picture is refused, a harmless warning is not. Metadata and colour profile are left behind.
      const limits = { limitInputPixels: 40_000_000, failOn: "error", pages: 1 } as const;
      for (const { quality, scale } of attempts) {
        const pipeline = sharp(bytes, limits)
          .autoOrient()
          .flatten({ background: "#fff" })
          .toColourspace("srgb");
        const side = Math.ceil(Math.max(header.width, header.height) * scale);
        if (scale < 1) pipeline.resize({ width: side, height: side, fit: "inside" });
        const { data, info } = await pipeline.jpeg({ quality }).toBuffer({ resolveWithObject: true });
        if (data.length <= mostOut) return { bytes: data, width: info.width, height: info.height };
      }
      throw new Error("cannot be made small enough");
    },
    close: async () => {},
  };
}
