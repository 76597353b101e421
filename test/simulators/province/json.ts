/** Parses JSON and refuses what two parsers may read differently: an object with one key twice. Throws with the reason. */
export function parseStrictly(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (keysWritten(text) !== keysRead(value)) throw new Error("JSON 对象中有重复的键");
  return value;
}

// A string that a colon follows is a key; texts with megabytes of base64 are skipped by indexOf, not by a pattern.
function keysWritten(text: string): number {
  let keys = 0;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at)) {
    at = endOfString(text, at + 1) + 1;
    while (text[at] === " " || text[at] === "\t" || text[at] === "\n" || text[at] === "\r") at++;
    if (text[at] === ":") keys++;
  }
  return keys;
}

function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from); ; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return end;
  }
}

function keysRead(value: unknown): number {
  if (value === null || typeof value !== "object") return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, part) => sum + keysRead(part), own);
}
