import { readBody } from "./body.ts";
import type { Answers } from "./condition.ts";
import { leavesOf } from "./shape.ts";
import type { CodeItem, Element } from "./spec/element.ts";
import { type InterfaceCode, interfaces } from "./spec/interfaces.gen.ts";

/** Something in a message that was taken although an operator should look at it. */
export interface Doubt {
  readonly path: string;
  readonly message: string;
}

/** From this state on the elements marked 审查符合要求的此项为必选 are expected (protocol: strict). */
const approved: Partial<Record<InterfaceCode, string>> = { JD1001: "5", JD1003: "7" };

/**
 * What is odd in a request that `checkBody` let pass: values that the cited code lists do not have, and elements
 * missing that an approval should bring. Never a ground to refuse: a driver must not lose a result over it.
 * `codes`: lists by name; of `progressStates` the caller gives those of the case's business.
 */
export function doubtsOf(
  code: InterfaceCode,
  body: unknown,
  codes: Readonly<Record<string, readonly CodeItem[]>>,
): Doubt[] {
  const { values } = readBody(interfaces[code], "request", body);
  return leavesOf(interfaces[code].request).flatMap((element) => doubtOf(code, element, values, codes));
}

function doubtOf(
  code: InterfaceCode,
  element: Element,
  values: Answers,
  codes: Readonly<Record<string, readonly CodeItem[]>>,
): Doubt[] {
  const path = `${code}.${element.name}`;
  const value = values[element.name];
  if (value === undefined)
    return element.expectedWhenGood && values.busiState === approved[code]
      ? [{ path, message: `审查通过时应有${element.label}` }]
      : [];
  const list = codes[element.codes ?? ""];
  const strange = list ? value.split(",").filter((one) => !list.some((item) => item.code === one)) : [];
  return strange.length > 0
    ? [{ path, message: `${element.label}的取值“${strange.join("，")}”不在已知代码中` }]
    : [];
}
