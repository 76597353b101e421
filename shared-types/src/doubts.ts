import { readBody } from "./body.ts";
import type { Answers } from "./condition.ts";
import { childrenOf, leavesOf, listsOf } from "./shape.ts";
import type { CodeItem, Element } from "./spec/element.ts";
import { type InterfaceCode, interfaces } from "./spec/interfaces.gen.ts";

/** Something in a message that was taken although an operator should look at it. */
export interface Doubt {
  readonly path: string;
  readonly message: string;
}

type Codes = Readonly<Record<string, readonly CodeItem[]>>;

/** From this state on the elements marked 审查符合要求的此项为必选 are expected (protocol: strict). */
const approved: Partial<Record<InterfaceCode, string>> = { JD1001: "5", JD1003: "7" };

/**
 * What is odd in a request that `checkBody` let pass: values that the cited code lists do not have, and elements
 * missing that an approval should bring. Never a ground to refuse: a driver must not lose a result over it.
 * `codes`: lists by name; of `progressStates` the caller gives those of the case's business.
 */
export function doubtsOf(code: InterfaceCode, body: unknown, codes: Codes): Doubt[] {
  const table = interfaces[code].request;
  const { values, rows } = readBody(interfaces[code], "request", body);
  const inLists = listsOf(table).flatMap((group) =>
    (rows[group.name] ?? []).flatMap((row, index) =>
      strangeIn(childrenOf(table, group.name), row, `${code}.${group.name}[${index}]`, codes),
    ),
  );
  const leaves = leavesOf(table);
  return [...missing(code, leaves, values), ...strangeIn(leaves, values, code, codes), ...inLists];
}

function missing(code: InterfaceCode, elements: readonly Element[], values: Answers): Doubt[] {
  if (approved[code] === undefined || values.busiState !== approved[code]) return [];
  return elements
    .filter((element) => element.expectedWhenGood && values[element.name] === undefined)
    .map((element) => ({ path: `${code}.${element.name}`, message: `审查通过时应有${element.label}` }));
}

function strangeIn(elements: readonly Element[], values: Answers, path: string, codes: Codes): Doubt[] {
  return elements.flatMap((element) => {
    const list = codes[element.codes ?? ""];
    const given = values[element.name]?.split(",") ?? [];
    const strange = list ? given.filter((value) => !list.some((item) => item.code === value)) : [];
    const message = `${element.label}的取值“${strange.join("，")}”不在已知代码中`;
    return strange.length > 0 ? [{ path: `${path}.${element.name}`, message }] : [];
  });
}
