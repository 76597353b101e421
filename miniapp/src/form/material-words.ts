/** "机动车行驶证照片（含主页和副页…）" → the name and what the brackets say of it. */
export function materialWords(label: string): { name: string; detail: string } {
  const at = label.indexOf("（");
  const name = at < 0 ? label : label.slice(0, at);
  const detail = at < 0 ? "" : label.slice(at + 1).replace(/）$/, "");
  const short = name.replace(/(照片|扫描件|复印件)$/, "");
  return { name: short.length < 4 || short.endsWith("彩色") ? name : short, detail };
}
