// Taro shortens attribute names in what it sends to setData; base.wxml says what they stand for.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One template: the element it draws, its attributes by data name, and its handlers by event. */
export interface Template {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly handlers: Readonly<Record<string, string>>;
}

/** Templates by Taro's node name (`view`, `input`, or a short number for some). */
export function readTemplates(dist: string): Map<string, Template> {
  const text = readFileSync(join(dist, "base.wxml"), "utf8");
  const found = new Map<string, Template>();
  for (const [, name, tag, attributes] of text.matchAll(
    /<template name="tmpl_\d+_(\w+)">\s*<([\w-]+)\s([\s\S]*?)>/g,
  ))
    if (!found.has(name!)) found.set(name!, { tag: tag!, ...split(attributes!) });
  return found;
}

function split(text: string) {
  const attributes: Record<string, string> = {};
  const handlers: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    const event = /^(?:bind|catch):?(.+)$/.exec(name!)?.[1];
    const key = /i\.(\w+)/.exec(value!)?.[1];
    if (event) handlers[event] = value!;
    else if (key) attributes[name!] = key;
  }
  return { attributes, handlers };
}
