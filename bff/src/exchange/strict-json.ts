/** What a text may hold at most. `values` counts elements of lists and members of objects. */
export interface JsonLimits {
  readonly depth: number;
  readonly keys: number;
  readonly values: number;
}

export const usualLimits: JsonLimits = { depth: 20, keys: 2_000, values: 10_000 };

/** Why a text is refused; `path` names the place for what is JSON but not allowed. */
export class JsonRefused extends Error {
  readonly path: string | null;
  constructor(reason: string, path: string | null = null) {
    super(path === null ? reason : `${reason}: ${path}`);
    this.name = "JsonRefused";
    this.path = path;
  }
}

const forbidden = new Set(["__proto__", "constructor", "prototype"]);

interface Level {
  /** null: a list. */
  readonly names: Set<string> | null;
  readonly path: string;
}

/**
 * JSON.parse for texts from outside: refuses repeated names (parsers differ in which one wins), names that reach into
 * prototypes, and more depth or members than any message has, before any of it is built. Throws JsonRefused.
 */
export function parseStrictly(text: string, limits: JsonLimits = usualLimits): unknown {
  survey(text, limits);
  try {
    return JSON.parse(text);
  } catch {
    // JSON.parse quotes the text in its message, which may be personal data.
    throw new JsonRefused("not JSON");
  }
}

/** One pass over the tokens. It need not know the grammar, since JSON.parse judges that afterwards. */
function survey(text: string, limits: JsonLimits): void {
  const levels: Level[] = [];
  let keys = 0;
  let values = 0;
  let name = "";
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22: {
        const end = endOfString(text, at);
        const level = levels.at(-1);
        if (level?.names && followedByColon(text, end)) {
          name = nameOf(text, at, end);
          if (++keys > limits.keys) throw new JsonRefused("too many members");
          take(level, level.names, name);
        }
        at = end;
        break;
      }
      case 0x7b: // {
      case 0x5b: {
        // [
        if (levels.length >= limits.depth) throw new JsonRefused("too deep");
        const above = levels.at(-1);
        const path = above === undefined ? "" : above.names ? join(above.path, name) : above.path;
        levels.push({ names: text.charCodeAt(at) === 0x7b ? new Set() : null, path });
        break;
      }
      case 0x7d: // }
      case 0x5d: // ]
        levels.pop();
        break;
      case 0x2c: // ,
        if (++values > limits.values) throw new JsonRefused("too many values");
    }
  }
}

function take(level: Level, names: Set<string>, name: string): void {
  const path = join(level.path, name);
  if (forbidden.has(name)) throw new JsonRefused("name not allowed", path);
  if (names.has(name)) throw new JsonRefused("name repeated", path);
  names.add(name);
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return end;
  }
  throw new JsonRefused("not JSON");
}

function followedByColon(text: string, end: number): boolean {
  let at = end + 1;
  while (/\s/.test(text.charAt(at))) at++;
  return text.charCodeAt(at) === 0x3a;
}

/** A name may be written with escapes: `"\u0061"` repeats `"a"`. */
function nameOf(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes("\\")) return raw;
  try {
    return JSON.parse(`"${raw}"`);
  } catch {
    throw new JsonRefused("not JSON");
  }
}

function join(path: string, name: string): string {
  return path === "" ? name.slice(0, 60) : `${path}.${name.slice(0, 60)}`;
}
