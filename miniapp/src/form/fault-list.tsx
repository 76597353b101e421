import type { Fault } from "shared-types";
import { Box, Button } from "../controls";
import { focusOn } from "../platform/focus";
import { applyTexts } from "../texts/apply";
import { fieldId } from "./step";

/** All that is wrong on this page, each a way to its field. */
export function FaultList({ faults }: { faults: readonly Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <Box className="note bad fault-list" live="alert">
      <Box as="strong" className="note-title">
        {applyTexts.faults(faults.length)}
      </Box>
      <Box as="ul" className="plain-list">
        {faults.map(({ name, message }) => (
          <Box as="li" key={name}>
            <Button kind="plain" className="fault" onPress={() => focusOn(fieldId(name))}>
              {message}
            </Button>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
