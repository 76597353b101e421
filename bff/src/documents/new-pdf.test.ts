import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { newPdf } from "./new-pdf.ts";

test("a PDF says the version of what stands in it: its pages have a UserUnit, which came with 1.6", async () => {
  const pdf = await newPdf({ size: "A4" });
  const chunks: Buffer[] = [];
  pdf.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = once(pdf, "end");
  pdf.end();
  await ended;
  const text = Buffer.concat(chunks).toString("latin1");
  assert.match(text, /\/UserUnit/);
  const [, version] = /^%PDF-(\d\.\d)/.exec(text) ?? [];
  assert.ok(Number(version) >= 1.6, `version ${version}`);
});
