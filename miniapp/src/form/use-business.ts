import { useMemo } from "react";
import type { BusinessAnswer, FormContext } from "shared-types";
import { api } from "../api";
import { type Loaded, useLoad } from "../use-load";
import { contextOf } from "./context";

/** The definition of a draft's business for the place that its answers name; the form stays while another is loaded. */
export function useBusiness(
  business: string,
  place: string,
): Loaded<BusinessAnswer> & { context: FormContext | null } {
  const loaded = useLoad(business && `${business} ${place}`, () => api.business(business, place), true);
  const context = useMemo(() => (loaded.data ? contextOf(loaded.data) : null), [loaded.data]);
  return { ...loaded, context };
}
