// What a person can copy out of a PDF, page by page: through the file's own tables from glyphs to characters.
import { inflateSync } from "node:zlib";

/** Text of each page in the order of the pages, one line for each run of glyphs. Throws for what is no PDF. */
export function pdfText(pdf: Buffer): string[] {
  const objects = objectsOf(pdf);
  const root = [...objects.values()].find(({ head }) => /\/Type \/Pages\b/.test(head));
  if (!root) throw new Error("no pages in this file");
  return refsIn(root.head, "Kids").map((page) => {
    const { head } = objects.get(page)!;
    const resources = resolved(objects, head, "Resources");
    const font = refsIn(resources, "Font|F\\d+").at(-1)!;
    const letters = lettersOf(streamOf(objects, refsIn(objects.get(font)!.head, "ToUnicode")[0]!));
    const content = refsIn(head, "Contents")
      .map((id) => streamOf(objects, id))
      .join("\n");
    return [...content.matchAll(/\[([^\]]*)\] TJ/g)].map(([, run]) => textIn(run!, letters)).join("\n");
  });
}

interface Part {
  readonly head: string;
  readonly bytes: Buffer | null;
}

function objectsOf(pdf: Buffer): Map<string, Part> {
  const text = pdf.toString("latin1");
  const found = new Map<string, Part>();
  for (const { 1: id, 2: inside, index } of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n(.*?)endobj/gs)) {
    const at = inside!.indexOf("stream\n");
    const head = at < 0 ? inside! : inside!.slice(0, at);
    const start = index + `${id} 0 obj\n`.length + at + "stream\n".length;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    found.set(id!, { head, bytes: at < 0 ? null : pdf.subarray(start, start + length) });
  }
  return found;
}

function streamOf(objects: ReadonlyMap<string, Part>, id: string): string {
  const { head, bytes } = objects.get(id)!;
  return (head.includes("/FlateDecode") ? inflateSync(bytes!) : bytes!).toString("latin1");
}

/** Numbers of the objects that a dictionary's entry names. */
function refsIn(head: string, entry: string): string[] {
  const value = new RegExp(`/(?:${entry})\\s*(\\[[^\\]]*\\]|<<[^>]*>>|\\d+ 0 R)`).exec(head)?.[1] ?? "";
  return [...value.matchAll(/(\d+) 0 R/g)].map(([, id]) => id!);
}

function resolved(objects: ReadonlyMap<string, Part>, head: string, entry: string): string {
  const [id] = refsIn(head, entry);
  return id && new RegExp(`/${entry} ${id} 0 R`).test(head) ? objects.get(id)!.head : head;
}

/** Ranges of a ToUnicode map, as UTF-16. */
function lettersOf(map: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, from, list] of map.matchAll(/<([0-9a-f]+)>\s*<[0-9a-f]+>\s*\[([^\]]*)\]/gi))
    for (const [at, { 1: hex }] of [...list!.matchAll(/<([0-9a-f ]+)>/gi)].entries()) {
      const units = Buffer.from(hex!.replace(/ /g, ""), "hex").swap16();
      letters.set(Number.parseInt(from!, 16) + at, units.toString("utf16le"));
    }
  return letters;
}

const textIn = (run: string, letters: ReadonlyMap<number, string>) =>
  [...run.matchAll(/<([0-9a-f]+)>/gi)]
    .flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
    .map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? "\ufffd")
    .join("");
