import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Jimp } from "jimp";
import {
  hugePng,
  jpegPhoto,
  pngChunk,
  twoHalves,
  withExif,
  withSegment,
} from "../../../test/support/pictures.ts";
import { chooseCodec, type ImageEngine, imageEngine, mostOut } from "./image-engine.ts";
import { BadPhoto, imageHeader } from "./image-header.ts";

const colourAt = async (bytes: Buffer, x: number, y: number) => {
  const { bitmap } = await Jimp.fromBuffer(bytes);
  const at = (y * bitmap.width + x) * 4;
  const [red, , blue] = bitmap.data.subarray(at, at + 3);
  return red! > blue! ? "red" : "blue";
};

// Both engines do the same; where sharp has no binary only jimp is there to be tested.
for (const name of ["sharp", "jimp"] as const) {
  const codec = await chooseCodec(name).catch(() => null);
  describe(`photos with ${name}`, { skip: codec === null }, () => {
    let engine: ImageEngine;
    before(() => {
      engine = imageEngine(codec!, 2);
    });
    after(() => engine.close());

    test("a photo comes out as an upright JPEG of the same size in pixels", async () => {
      const { bytes, width, height } = await engine.take(await twoHalves(64, 48, "jpeg"));
      assert.deepEqual([width, height], [64, 48]);
      assert.deepEqual(imageHeader(bytes), { kind: "jpeg", width: 64, height: 48 });
      assert.equal(await colourAt(bytes, 8, 24), "red");
      assert.equal(await colourAt(bytes, 56, 24), "blue");
    });

    test("a PNG comes out as a JPEG", async () => {
      const { bytes } = await engine.take(await twoHalves(64, 48, "png"));
      assert.equal(imageHeader(bytes).kind, "jpeg");
      assert.equal(await colourAt(bytes, 8, 24), "red");
    });

    // Orientation 6: the camera was turned; the left of the stored picture is the top of the scene.
    test("a turned photo is turned upright and says nothing about place, owner or camera", async () => {
      const secret = "GPS 39.9042,116.4074 of a test";
      const turned = withSegment(
        withExif(await twoHalves(64, 48, "jpeg"), 6, secret),
        0xfe,
        Buffer.from(`comment: ${secret}`),
      );
      const { bytes, width, height } = await engine.take(turned);
      assert.deepEqual([width, height], [48, 64]);
      assert.equal(await colourAt(bytes, 24, 8), "red");
      assert.equal(await colourAt(bytes, 24, 56), "blue");
      assert.equal(bytes.includes(secret), false);
      assert.equal(bytes.includes("Exif"), false);
      assert.equal(bytes.includes("ICC_PROFILE"), false);
    });

    test("what hides behind the end of a picture is gone", async () => {
      const hidden = Buffer.from("PK\u0003\u0004<script>alert(1)</script><?php ?>");
      const { bytes } = await engine.take(Buffer.concat([await twoHalves(64, 48, "jpeg"), hidden]));
      assert.equal(bytes.includes("script"), false);
      assert.equal(bytes.includes("PK\u0003\u0004"), false);
    });

    test("a photo that grows when encoded again still leaves within the limit", async () => {
      const noisy = await jpegPhoto(1600, 1300, 70, 200);
      assert.ok(noisy.length < 1_048_576 && noisy.length > 400_000, `input of ${noisy.length} bytes`);
      const { bytes } = await engine.take(noisy);
      assert.ok(bytes.length <= mostOut, `${bytes.length} bytes`);
    });

    test("a JPEG whose data is broken inside is refused, and the next photo is taken", async () => {
      const good = await twoHalves(64, 48, "jpeg");
      const broken = Buffer.from(good);
      // The tables are destroyed, the frame around them is not: only decoding can tell.
      const tables = broken.indexOf(Buffer.from("ffc4", "hex"));
      broken.fill(0xee, tables + 5, tables + 25);
      await assert.rejects(engine.take(broken), BadPhoto);
      assert.equal((await engine.take(good)).width, 64);
    });
  });
}

const cut = async () => (await twoHalves(64, 48, "jpeg")).subarray(0, 400);
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic\0\0\0\0mif1heic")]);
const animated = hugePng(10, 10, [pngChunk("acTL", Buffer.alloc(8))]);

const refused: readonly [what: string, bytes: () => Buffer | Promise<Buffer>, words: RegExp][] = [
  ["nothing", () => Buffer.alloc(0), /空的/],
  ["text named .jpg", () => Buffer.from("这是一段文字"), /不是照片/],
  ["a page", () => Buffer.from("<html><script>alert(1)</script>"), /不是照片/],
  ["an SVG", () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), /不是照片/],
  ["a GIF with many frames", () => Buffer.from("GIF89a\x01\x00\x01\x00", "latin1"), /GIF/],
  ["a WebP", () => Buffer.from("RIFF\x10\x00\x00\x00WEBPVP8 ", "latin1"), /WebP/],
  ["a PDF", () => Buffer.from("%PDF-1.7 "), /PDF/],
  ["HEIC", () => heic, /HEIC.*兼容性最佳/],
  ["a truncated JPEG", cut, /不完整/],
  ["a truncated PNG", () => hugePng(10, 10).subarray(0, 45), /不完整/],
  ["a JPEG of two bytes", () => Buffer.from("ffd8", "hex"), /不完整/],
  ["an animated PNG", () => animated, /动画/],
  ["14 000² pixels in 24 kB", () => hugePng(14_000, 14_000), /14000×14000.*4000 万/],
  ["a PNG of no width", () => hugePng(0, 10), /损坏/],
  ["one byte more than 1 MiB", () => Buffer.alloc(1_048_577, 0xff), /1 MB/],
];

describe("what is no photo is refused before any decoder sees it, with a sentence that helps", () => {
  const never = { name: "sharp", normalise: () => assert.fail("decoded"), close: async () => {} } as const;
  const engine = imageEngine(never, 1);
  for (const [what, bytes, words] of refused)
    test(what, async () => {
      await assert.rejects(
        engine.take(await bytes()),
        (error) => error instanceof BadPhoto && words.test(error.message),
      );
    });
});

/** Decodes one photo at a time and only when it is told to. */
function held(limits: { perJob: number; patienceMs: number }) {
  const releases: (() => void)[] = [];
  const normalise = () =>
    new Promise<never>((_, reject) => {
      releases.push(() => reject(new Error("test")));
    });
  const engine = imageEngine({ name: "sharp", normalise, close: async () => {} }, 1, limits);
  const release = async () => {
    await new Promise(setImmediate);
    releases.shift()?.();
  };
  return { engine, release };
}

test("a photo waits for its turn, and is turned away where too many wait already", async () => {
  const { engine, release } = held({ perJob: 2, patienceMs: 60_000 });
  const photo = await twoHalves(16, 16, "jpeg");
  const taken = [engine.take(photo), engine.take(photo), engine.take(photo)];
  await assert.rejects(engine.take(photo), { name: "AppError", code: "busy" });
  for (const one of taken) {
    await release();
    await assert.rejects(one, BadPhoto);
  }
});

test("a photo that has waited too long is turned away, and the place at work is not lost with it", async () => {
  const { engine, release } = held({ perJob: 2, patienceMs: 5 });
  const photo = await twoHalves(16, 16, "jpeg");
  const first = engine.take(photo);
  await assert.rejects(engine.take(photo), { name: "AppError", code: "busy" });
  await release();
  await assert.rejects(first, BadPhoto);
  const next = engine.take(photo);
  await release();
  await assert.rejects(next, BadPhoto);
});

test("a family's and an office's worth of photos at once are all taken", async () => {
  const codec = (await chooseCodec("auto"))!;
  const engine = imageEngine(codec, 1);
  const photo = await twoHalves(64, 48, "jpeg");
  const all = await Promise.all(Array.from({ length: 40 }, () => engine.take(photo)));
  assert.equal(all.filter(({ width }) => width === 64).length, 40);
  await engine.close();
});
