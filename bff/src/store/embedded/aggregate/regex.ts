import { BSONRegExp, type Doc, docOf, isDoc, typeOf, type Value } from "../bson/value.ts";
import { demand } from "../errors.ts";
import { type Pattern, patternFor } from "../query/regex.ts";
import type { Operator } from "./expression.ts";

const isNil = (value: Value): value is null | undefined => value === null || value === undefined;

/** `$regexMatch`, `$regexFind`, `$regexFindAll`. */
export const REGEX: Record<string, Operator> = {
  $regexMatch: on("$regexMatch", (pattern, text) => pattern.exec(text) !== null, false),
  $regexFind: on("$regexFind", (pattern, text) => all(pattern, text, 1)[0] ?? null, null),
  $regexFindAll: on("$regexFindAll", (pattern, text) => all(pattern, text, Number.POSITIVE_INFINITY), []),
};

/** The pattern of the last call: an expression is applied to many documents. */
let last: { regex: Value; options: Value; pattern: Pattern } | undefined;

function on(name: string, apply: (pattern: Pattern, text: string) => Value, nothing: Value): Operator {
  return [
    1,
    ([argument]) => {
      demand(isDoc(argument), 51103, `${name} expects an object of named arguments`);
      const [input, regex, options] = ["input", "regex", "options"].map((key) => argument.get(key));
      demand(isNil(input) || typeof input === "string", 51104, `${name} needs 'input' to be of type string`);
      demand(
        isNil(regex) || typeof regex === "string" || regex instanceof BSONRegExp,
        51105,
        `${name} needs 'regex' to be of type string or regex, found: ${typeOf(regex)}`,
      );
      demand(
        isNil(options) || typeof options === "string",
        51106,
        `${name} needs 'options' to be of type string`,
      );
      demand(
        isNil(options) || !(regex instanceof BSONRegExp && regex.options),
        51107,
        `${name}: found regex options specified in both 'regex' and 'options' fields`,
      );
      if (isNil(input) || isNil(regex)) return nothing;
      if (last?.regex !== regex || last.options !== options)
        last = { regex, options, pattern: patternFor(regex, options ?? undefined)! };
      last.pattern.lastIndex = 0;
      return apply(last.pattern, input);
    },
  ];
}

/** What was found, with its place counted in characters; a match of nothing does not stand at the text's end. */
function all(pattern: Pattern, text: string, most: number): Doc[] {
  const found: Doc[] = [];
  while (found.length < most) {
    const match = pattern.exec(text);
    if (!match || (match[0] === "" && match.index === text.length && text)) break;
    const idx = [...text.slice(0, match.index)].length;
    found.push(docOf({ match: match[0], idx, captures: match.slice(1).map((capture) => capture ?? null) }));
    if (!match[0]) pattern.lastIndex += text.codePointAt(pattern.lastIndex)! > 0xffff ? 2 : 1;
  }
  return found;
}
