import { openness, type ProvinceOverride } from "shared-types";
import { applyTexts } from "../texts/apply";
import { prepareTexts } from "../texts/prepare";
import { Note } from "./note";

/** The place that was chosen does not take this business online; what was filled in is kept. */
export function ClosedNote({
  business,
  province,
}: {
  business: string;
  province: ProvinceOverride | undefined;
}) {
  const { open, why } = openness(province, business);
  if (open) return null;
  return (
    <Note tone="warn" live="status" title={prepareTexts.closedTitle}>
      {`${why ?? ""} ${applyTexts.draftKept}`}
    </Note>
  );
}
