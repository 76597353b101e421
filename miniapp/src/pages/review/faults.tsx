import type { Fault, FormStep } from "shared-types";
import { Box, Link } from "../../controls";
import { paths } from "../../draft/paths";
import { applyTexts } from "../../texts/apply";
import { reviewTexts } from "../../texts/review";

interface FaultsProps {
  faults: readonly Fault[];
  steps: readonly FormStep[];
  submitId: string;
  /** An office said so; it may be sent all the same. */
  objected?: boolean;
}

/** What is still wrong, each a way to the page on which it can be changed. */
export function Faults({ faults, steps, submitId, objected }: FaultsProps) {
  if (faults.length === 0) return null;
  const pageOf = (name: string) => {
    const own = name.split("/")[0];
    const at = steps.findIndex(({ items }) => items.some((item) => item.name === own));
    return at < 0 ? paths.photos(submitId) : paths.step(submitId, at);
  };
  return (
    <Box className="note bad fault-list" live="alert">
      <Box as="strong" className="note-title">
        {objected ? reviewTexts.objected(faults.length) : applyTexts.faults(faults.length)}
      </Box>
      <Box as="p">{objected ? reviewTexts.objectedLead : reviewTexts.wrong}</Box>
      <Box as="ul" className="plain-list">
        {faults.map(({ name, message }) => (
          <Box as="li" key={name}>
            <Link to={pageOf(name)} className="button plain fault">
              {message}
            </Link>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
