import type { FormStep } from "shared-types";
import { Box } from "../controls";
import { applyTexts } from "../texts/apply";
import "./steps-rail.scss";

/** Where a person is on the whole way: the form's steps, the photos, the check. */
export function StepsRail({ steps, at }: { steps: readonly FormStep[]; at: number }) {
  const titles = [...steps.map(({ title }) => title), applyTexts.photos, applyTexts.review];
  return (
    <Box className="steps not-printed">
      <Box as="p" className="steps-words">
        {applyTexts.stepOf(at + 1, titles.length)}
      </Box>
      <Box as="ol" className="plain-list steps-list" label={applyTexts.steps}>
        {titles.map((title, index) => (
          <Box
            as="li"
            key={title}
            className={index < at ? "steps-item done" : index === at ? "steps-item here" : "steps-item"}
            current={index === at ? "step" : undefined}
          >
            <Box as="span" className="steps-mark" />
            <Box as="span" className="steps-title">
              {title}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
