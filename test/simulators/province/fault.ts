/** Something in a message that is not as the requirement or the protocol says. */
export interface Fault {
  /** The return code that refuses it (5.4). */
  readonly code: "1001" | "0601" | "0003";
  readonly path: string;
  readonly message: string;
}

export const fault = (path: string, message: string, code: Fault["code"] = "1001"): Fault => ({
  code,
  path,
  message,
});

/** At most 256 characters, as Header.Message allows. */
export const wordsOf = ({ path, message }: Fault): string =>
  [...`${path}：${message}`].slice(0, 256).join("");
