import { type BusinessAnswer, type FormContext, todayInShanghai } from "shared-types";

/** What form and check need to know, from the server's answer about a business. */
export function contextOf({ codes, province }: BusinessAnswer): FormContext {
  return { codes, province, today: todayInShanghai(new Date()) };
}
