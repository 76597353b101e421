import { useEffect, useState } from "react";
import { download } from "./download.weapp";

/** WeChat's image sends no token: the picture is fetched into a temporary file first. */
export function useProtected(url: string): string {
  const remote = url.includes("/api/");
  const [path, setPath] = useState(remote ? "" : url);
  useEffect(() => {
    if (!remote) return setPath(url);
    download(url)
      .then(setPath)
      .catch(() => {});
  }, [url, remote]);
  return path;
}
