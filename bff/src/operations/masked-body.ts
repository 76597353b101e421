import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { isKnown } from "../exchange/content.ts";

/** Elements that say nothing about a person and that an operator needs to see whole. */
const open = new Set([
  "businessSn",
  "applyDate",
  "payment",
  "workTypeCode",
  "interType",
  "busiState",
  "reserved",
]);

/** A Body for an operator's eyes: structure, codes and lengths as they are, personal values masked, files by digest. */
export function maskedBody(ipc: string, body: unknown): unknown {
  const lists = new Set(
    isKnown(ipc)
      ? interfaces[ipc].request.filter((one) => "codes" in one && one.codes).map((one) => one.name)
      : [],
  );
  const walk = (value: unknown, name: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, name));
    if (value !== null && typeof value === "object") {
      const { $file } = value as { $file?: string };
      if (typeof $file === "string") return `〈文件 ${$file.slice(0, 12)}…〉`;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, key)]));
    }
    const shown = open.has(name) || lists.has(name as never) || value === "";
    return shown ? value : maskedValue(String(value));
  };
  return walk(body, "");
}

/** 张三 → *三（2字）: what was sent can be told apart by its owner's office, and not read. */
function maskedValue(value: string): string {
  const letters = [...value];
  if (letters.length > 40) return `〈${letters.length}字〉`;
  const last = letters.length > 3 ? 2 : letters.length > 1 ? 1 : 0;
  return `${"*".repeat(letters.length - last)}${letters.slice(letters.length - last).join("")}（${letters.length}字）`;
}
