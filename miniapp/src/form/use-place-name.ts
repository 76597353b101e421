import { useEffect, useState } from "react";
import type { CodeItem } from "shared-types";
import { api } from "../api";
import { common } from "../texts/common";
import { pathTo } from "./place-path";

/** A place in words, from the province down; its code where the names cannot be had. */
export function usePlaceName(code: string): string {
  const [name, setName] = useState<string>(common.loading);
  useEffect(() => {
    if (code) void nameOf(code).then(setName, () => setName(code));
  }, [code]);
  return code && (name || code);
}

async function nameOf(code: string): Promise<string> {
  const lists: Record<string, readonly CodeItem[]> = {};
  for (let parent = ""; lists[parent] === undefined; ) {
    lists[parent] = (await api.places(parent)).places;
    const path = pathTo(code, lists);
    if (path.at(-1) === code) break;
    parent = path.at(-1) ?? "";
  }
  const all = Object.values(lists).flat();
  return pathTo(code, lists)
    .map((each) => all.find((item) => item.code === each)?.name ?? "")
    .join("");
}
