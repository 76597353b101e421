import { Box } from "../controls";
import type { DraftState } from "../draft/sync";
import { applyTexts } from "../texts/apply";
import { Note } from "./note";

/** Where the person's answers are: on this device only, or on the server too. */
export function Kept({ kept, error }: Pick<DraftState, "kept" | "error">) {
  return (
    <Box live="status">
      <Box as="p" className="kept">
        {applyTexts.kept[kept]}
      </Box>
      {error && <Note tone="warn" title={error} />}
    </Box>
  );
}
