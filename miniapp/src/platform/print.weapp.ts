export const canPrint = false;

/** WeChat cannot print; the button is not shown there. */
export function print() {}
