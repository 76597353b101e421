import type { Objections } from "shared-types";
import { Box } from "../controls";
import type { Draft } from "../draft/model";
import { applyTexts } from "../texts/apply";
import { Note } from "./note";

/** The whole reason for which the case before this one was declined. */
export function ObjectionNote({ draft, open }: { draft: Draft; open: Objections["at"] }) {
  if (!draft.objections) return null;
  return (
    <Note tone="warn" title={applyTexts.objected}>
      <Box as="p" className="words">
        {draft.objections.reason}
      </Box>
      {open.length > 0 && (
        <Box as="p" className="words">
          {applyTexts.objectedMarked(open.length)}
        </Box>
      )}
    </Note>
  );
}
