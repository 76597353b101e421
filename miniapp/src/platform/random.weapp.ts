/** 32 hex digits. It only has to differ from this person's other drafts: the server adds the owner. */
export function randomId(): string {
  const digit = () => Math.floor(Math.random() * 16).toString(16);
  return Date.now().toString(16).padStart(12, "0") + Array.from({ length: 20 }, digit).join("");
}
