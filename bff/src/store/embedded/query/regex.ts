import { Script } from "node:vm";
import { BSONRegExp, type Value } from "../bson/value.ts";
import { demand, MongoError } from "../errors.ts";

/** A regular expression that cannot hold up the store: `exec` throws 50 or 51091 when it takes too long. */
export interface Pattern {
  exec(text: string): RegExpExecArray | null;
  /** Where the next `exec` begins: every pattern goes through its text from match to match. */
  lastIndex: number;
}

/** All the time, in milliseconds, that one pattern may take with values that make it slow. */
const PATIENCE_MS = 1_000;
/** What takes less is not counted. */
const SLOW_MS = 5;
/** Up to so many steps a pattern is run without a watch, which costs more than they do. */
const FEW_STEPS = 1e6;

/** The end of the command under way, on `performance`'s clock. */
let commandEnd = Number.POSITIVE_INFINITY;
export const setCommandEnd = (end: number): void => {
  commandEnd = end;
};

/** The pattern for a BSON regex, or for `$regex` with its `$options`. @throws 51091, 51108 */
export function patternOf(source: string, options: string): Pattern {
  const regex = regexOf(source, options);
  const degree = degreeOf(source);
  let patience = PATIENCE_MS;
  const exec = (text: string): RegExpExecArray | null => {
    if ((text.length + 1) ** degree <= FEW_STEPS) return regex.exec(text);
    const begun = performance.now();
    const rest = commandEnd - begun;
    // Which of the two ends first is known before: the watch may bark a little early by this clock.
    const ofCommand = rest <= patience;
    const left = Math.ceil(ofCommand ? rest : patience);
    const found = left > 0 ? watched(() => regex.exec(text), left) : GAVE_UP;
    const taken = performance.now() - begun;
    if (taken > SLOW_MS) patience -= taken;
    if (found !== GAVE_UP) return found;
    if (ofCommand || performance.now() >= commandEnd)
      throw new MongoError("MaxTimeMSExpired", "operation exceeded time limit");
    throw new MongoError(51091, `Regular expression /${source}/ needs too many steps and was given up`);
  };
  return {
    exec,
    get lastIndex() {
      return regex.lastIndex;
    },
    set lastIndex(at: number) {
      regex.lastIndex = at;
    },
  };
}

/** Whether the pattern is found in the text. */
export function matches(pattern: Pattern, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.exec(text) !== null;
}

const GAVE_UP = Symbol("gave up");
const call = new Script("globalThis.storeRegexCall()");
const place = globalThis as { storeRegexCall?: () => RegExpExecArray | null };

/** Runs it under a watch that stops it; V8 looks for the watch's signal while it backtracks. */
function watched(
  run: () => RegExpExecArray | null,
  milliseconds: number,
): RegExpExecArray | null | typeof GAVE_UP {
  place.storeRegexCall = run;
  try {
    return call.runInThisContext({ timeout: milliseconds });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") return GAVE_UP;
    throw error;
  } finally {
    delete place.storeRegexCall;
  }
}

/**
 * The power of the text's length that a search may take at worst: one for where it begins, one more for each
 * quantifier; infinite when a group is repeated or a group's text is asked for again.
 */
function degreeOf(source: string): number {
  const bare = source.replace(/\\[1-9k]/g, "\\1+)+").replace(/\\.|\[(?:\\.|[^\]\\])*\]/gs, "x");
  if (/\)(?:[*+]|\{)/.test(bare) || source.includes("\\k")) return Number.POSITIVE_INFINITY;
  return 1 + (bare.match(/[*+]|\{\d*,?\d*\}/g) ?? []).length;
}

/** JavaScript's form of a PCRE pattern with its options. */
function regexOf(pattern: string, options: string): RegExp {
  for (const option of options)
    demand("imsxu".includes(option), 51108, `invalid flag in regex options: ${option}`);
  let source = pattern;
  if (options.includes("x"))
    source = source.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) => (/^[\s#]/.test(part) ? "" : part));
  let flags = `${options.replace(/[xu]/g, "")}g`;
  const inline = /^\(\?([imsx]+)\)/.exec(source); // PCRE's inline flags, which JavaScript lacks
  if (inline) {
    source = source.slice(inline[0].length);
    flags += [...inline[1]!].filter((flag) => flag !== "x" && !flags.includes(flag)).join("");
  }
  try {
    return new RegExp(source.replace(/\\A/g, "^").replace(/\\[zZ]/g, "$"), `${flags}u`);
  } catch {
    try {
      return new RegExp(source, flags);
    } catch (error) {
      throw new MongoError(51091, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}

/** The pattern of a regex value or of a text, with options that stand beside it. */
export function patternFor(operand: Value, options: Value): Pattern | undefined {
  const isRegex = operand instanceof BSONRegExp;
  if (!isRegex && typeof operand !== "string") return undefined;
  const source = isRegex ? operand.pattern : operand;
  return patternOf(source, (options as string | undefined) ?? (isRegex ? operand.options : ""));
}
