import { checkBody } from "shared-types/message.ts";
import { type InterfaceCode, interfaces } from "shared-types/spec/interfaces.gen.ts";
import type { Peer } from "./peers.ts";
import { type Answered, answerOf } from "./return-codes.ts";
import { type JsonLimits, parseStrictly, usualLimits } from "./strict-json.ts";

/** Interfaces that carry many records in one message. */
const batches: Readonly<Record<string, JsonLimits>> = {
  CX1003: { depth: 20, keys: 200_000, values: 400_000 },
};

/** The one answer to a Body that cannot be read, whether padding, CRC or JSON is wrong: what failed is nobody's business. */
export const unreadable: Answered = answerOf("wrong", "Body无法解读（密钥、CRC或JSON有误）");

export type Part = "request" | "response";

/** A Body's whole value, `{"JD1004": {…}}`; "" for an empty one. */
export type Content = Readonly<Record<string, unknown>> | "";

/** A plaintext Body → its value, every element held against the interface's table. */
export function readContent(
  ipc: InterfaceCode,
  part: Part,
  text: string,
  peer: Peer,
): { readonly content: Content } | Answered {
  let content: unknown;
  try {
    content = text === "" ? "" : parseStrictly(text, batches[ipc] ?? usualLimits);
  } catch {
    return unreadable;
  }
  // What some provinces put into answers that have no data is of no meaning.
  if (part === "response" && interfaces[ipc].response.length === 0) return { content: "" };
  const [fault] = checkBody(ipc, part, content, peer.dialect.accept);
  return fault === undefined
    ? { content: content as Content }
    : { code: fault.code, message: `${fault.message}：${fault.path}` };
}

/** Whether the requirement's Appendix A knows this interface. */
export function isKnown(ipc: string): ipc is InterfaceCode {
  return Object.hasOwn(interfaces, ipc);
}
