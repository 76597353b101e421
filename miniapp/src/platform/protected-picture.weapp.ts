import Taro from "@tarojs/taro";
import { useEffect, useState } from "react";
import { token } from "./token.weapp";

/** WeChat's image sends no token: the picture is fetched into a temporary file first. */
export function useProtected(url: string): string {
  const remote = url.includes("/api/");
  const [path, setPath] = useState(remote ? "" : url);
  useEffect(() => {
    if (!remote) return setPath(url);
    Taro.downloadFile({ url: url.startsWith("/") ? API_BASE + url : url, header: token.header() })
      .then(({ tempFilePath }) => setPath(tempFilePath))
      .catch(() => {});
  }, [url, remote]);
  return path;
}
