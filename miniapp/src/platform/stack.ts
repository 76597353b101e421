import Taro from "@tarojs/taro";

type Opened = { $taroPath?: string; route?: string; $taroParams?: Record<string, string> };

/**
 * How many pages below the one shown a step of an application is open; 0 if it is not. Opened a second time it would
 * have fields of the same names twice in one document, and the reader would be led to the hidden ones.
 */
export function pagesBack(to: string): number {
  const [path = "", query = ""] = to.split("?");
  if (!path.startsWith("/pages/apply/")) return 0;
  const wanted = query.split("&").map((part) => part.split("="));
  const pages = Taro.getCurrentPages() as Opened[];
  const at = pages.findIndex(
    ({ $taroPath, route, $taroParams }) =>
      `/${($taroPath ?? route ?? "").replace(/^\//, "")}`.startsWith(path) &&
      wanted.every(([name, value]) => $taroParams?.[name!] === value),
  );
  return at < 0 ? 0 : pages.length - 1 - at;
}
