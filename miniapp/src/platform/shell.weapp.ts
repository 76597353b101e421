/** The mini-program has WeChat's own start picture. */
export function removeShell() {}
