import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import type { Page } from "playwright-core";
import { hugePng, jpegPhoto, withExif } from "../support/pictures.ts";
import { blurredPhoto, cardPhoto, largePhoto } from "./photos.ts";
import { begin, certificateStep, collectionStep, licenceStep, next, personStep } from "./renewal.ts";
import { journeys, type Scene } from "./scene.ts";

const journey = await journeys();
const camera = "拍照：驾驶证正页和副页";
const done = (page: Page) =>
  page.getByRole("button", { name: "删除：驾驶证正页和副页" }).waitFor({ timeout: 120_000 });

async function toPhotos({ page, url }: Scene) {
  await begin(page, url);
  for (const step of [certificateStep, personStep, licenceStep, collectionStep]) {
    await step(page);
    await next(page);
  }
  await page.getByLabel(camera).waitFor();
}

// Playwright hands over large files by their path only; the browser reads them when it needs them.
const folder = mkdtempSync(join(tmpdir(), "portal-photo-"));
after(() => rmSync(folder, { recursive: true, force: true }));

async function give(page: Page, buffer: Buffer) {
  const file = join(folder, "photo.jpg");
  const small = { name: "photo.jpg", mimeType: "image/jpeg", buffer };
  if (buffer.length > 50_000_000) writeFileSync(file, buffer);
  await page.getByLabel(camera).setInputFiles(buffer.length > 50_000_000 ? file : small);
}

/** What leaves the device for one photo. The browser hides the bytes of a form's file, so the page hands them over. */
async function sentFor({ page }: Scene, buffer: Buffer): Promise<Buffer> {
  const sent = new Promise<Buffer>((resolve) => {
    void page.exposeFunction("hand", (base64: string) => resolve(Buffer.from(base64, "base64")));
  });
  await page.evaluate(`{
    const { send } = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.send = function (form) {
      const reader = new FileReader();
      reader.onload = () => { window.hand(reader.result.split(",")[1]); };
      reader.readAsDataURL(form.get("file"));
      return send.call(this, form);
    };
  }`);
  await give(page, buffer);
  return sent;
}

journey("a photo of 48 megapixels is shrunk below a megabyte and sent", async (scene) => {
  await toPhotos(scene);
  const original = await largePhoto(scene.page, 8000, 6000);
  assert.ok(original.length > 1_100_000, `the original has ${original.length} bytes`);
  const answer = scene.page.waitForResponse((one) => one.url().endsWith("/api/attachments"), {
    timeout: 120_000,
  });
  await give(scene.page, original);
  const { bytes, width, height } = (await (await answer).json()) as {
    bytes: number;
    width: number;
    height: number;
  };
  await done(scene.page);
  assert.ok(bytes <= 1_000_000, `${bytes} bytes`);
  assert.ok(Math.max(width, height) >= 1600 && Math.abs(width / height - 4 / 3) < 0.01, `${width}×${height}`);
});

journey("a photo is turned upright and loses its EXIF before it leaves the device", async (scene) => {
  await toPhotos(scene);
  const sideways = withExif(await cardPhoto(), 6, "SECRET-PLACE");
  const sent = await sentFor(scene, sideways);
  assert.equal(sent.indexOf("SECRET-PLACE"), -1);
  assert.equal(sent.indexOf("Exif"), -1);
  await done(scene.page);
  const { naturalWidth, naturalHeight } = await scene.page
    .getByAltText("您传的照片：驾驶证正页和副页")
    .evaluate((image: { naturalWidth: number; naturalHeight: number }) => ({
      naturalWidth: image.naturalWidth,
      naturalHeight: image.naturalHeight,
    }));
  assert.ok(naturalHeight > naturalWidth, `${naturalWidth}×${naturalHeight}`);
});

const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from("ftypheic\0\0\0\0mif1heic"),
  Buffer.alloc(400),
]);
const bad: readonly [what: string, file: () => Promise<Buffer>, says: RegExp][] = [
  ["an empty file", async () => Buffer.alloc(0), /这个文件是空的/],
  ["HEIC", async () => heic, /HEIC.*兼容性最佳/],
  ["text that is named .jpg", async () => Buffer.from("not a photo at all"), /这不是照片/],
  ["a truncated JPEG", async () => (await jpegPhoto(800, 600)).subarray(0, 300), /已损坏/],
  ["14 000² pixels", async () => hugePng(14_000, 14_000), /尺寸太大/],
  ["61 MB", async () => Buffer.concat([await jpegPhoto(800, 600), Buffer.alloc(61_000_000)]), /文件太大/],
];

journey(
  "a file that cannot be used gets a sentence that says what to do, and another may be chosen",
  async (scene) => {
    await toPhotos(scene);
    for (const [what, file, says] of bad) {
      await give(scene.page, await file());
      await scene.page
        .getByText(says)
        .waitFor({ timeout: 30_000 })
        .catch(() => assert.fail(`no sentence for ${what}`));
    }
    await give(scene.page, await cardPhoto());
    await done(scene.page);
  },
);

journey("a blurred photo is warned about and may be sent all the same", async (scene) => {
  await toPhotos(scene);
  await give(scene.page, await blurredPhoto());
  await scene.page.getByText(/照片(很|有些)模糊/).waitFor();
  await scene.page.getByRole("button", { name: "看得清，就用这张" }).click();
  await done(scene.page);
});

journey("an upload that breaks off can be tried again", async (scene) => {
  await toPhotos(scene);
  await scene.page.route("**/api/attachments", (route) => route.abort(), { times: 1 });
  await give(scene.page, await cardPhoto());
  await scene.page.getByText("没有传上去").waitFor();
  await scene.page.getByRole("button", { name: "重试" }).click();
  await done(scene.page);
});

journey("a step to 核对提交 without the photos names what is missing", async (scene) => {
  await toPhotos(scene);
  await next(scene.page);
  await scene.page.getByText("还有 4 张照片没有传").waitFor();
  assert.match(scene.page.url(), /pages\/photos/);
});
