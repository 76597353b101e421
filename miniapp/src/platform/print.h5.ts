export const canPrint = true;

/** The browser's own printing, which can save as PDF too. */
export function print() {
  window.print();
}
