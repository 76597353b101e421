/** The code of a 交通二维码 in what was scanned or pasted: an address of ours, or the code itself. */
export function codeIn(text: string): string {
  const code = /[?&]code=([^&#\s]+)/.exec(text)?.[1];
  try {
    return code ? decodeURIComponent(code) : text.trim();
  } catch {
    return text.trim();
  }
}
