import { Type } from "@sinclair/typebox";
import type { CodeItem, PlacesAnswer } from "shared-types";
import { route } from "./route.ts";
import { closed, codeItem, of, region } from "./schemas.ts";
import { searchPlaces } from "./search-places.ts";

export const listPlaces = route({
  method: "GET",
  path: "/api/places",
  summary:
    "The regions under a region (provinces, then cities, then counties), or those that `search` may mean, named in full",
  access: "public",
  query: closed({
    parent: Type.Optional(region),
    search: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  answer: of<PlacesAnswer>(closed({ places: Type.Array(codeItem) })),
  async act({ query, services }) {
    const regions = services.config().codes.regions ?? [];
    if (query.search !== undefined) return { places: searchPlaces(regions, query.search) };
    return { places: childrenOf(regions, query.parent) };
  },
});

/** Regions directly under `parent`; a county of a municipality (110105) has no city between (110100 is none). */
export function childrenOf(regions: readonly CodeItem[], parent: string | undefined): CodeItem[] {
  const codes = new Set(regions.map((one) => one.code));
  const above = ({ code, parent: named }: CodeItem) => {
    if (named !== undefined) return named;
    const candidates = [`${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
    return candidates.find((candidate) => candidate !== code && codes.has(candidate));
  };
  return regions.filter((one) => above(one) === parent);
}
