import type { TimelineEntry } from "shared-types";
import { Box, FileLink } from "../controls";
import { casesTexts } from "../texts/cases";
import { certificateTexts } from "../texts/certificates";
import { timeInWords } from "../texts/time";
import type { endOf } from "./state-mark";
import "./timeline.scss";

interface TimelineProps {
  /** In the order in which they happened. */
  entries: readonly TimelineEntry[];
  /** How the case has ended, if it has. */
  end: ReturnType<typeof endOf>;
}

/** What has happened, the latest on top. */
export function Timeline({ entries, end }: TimelineProps) {
  return (
    <Box as="ol" className="plain-list timeline">
      {[...entries].reverse().map((entry, index) => (
        <Box
          as="li"
          className={index === 0 ? `timeline-entry latest ${end}` : "timeline-entry"}
          key={`${entry.at} ${entry.title} ${entry.words}`}
        >
          <Box as="span" className="timeline-time">
            {timeInWords(entry.at)}
          </Box>
          <Box as="strong" className="timeline-title">
            {entry.title}
          </Box>
          {entry.words && (
            <Box as="p" className="timeline-words">
              {entry.words}
            </Box>
          )}
          {detailsOf(entry).map(({ name, value }) => (
            <Box as="p" className="timeline-detail" key={name}>
              <Box as="span" className="timeline-name">
                {`${name}：`}
              </Box>
              {value}
            </Box>
          ))}
          {entry.files && (
            <Box className="row timeline-files">
              {entry.files.map(({ name, url }) => (
                <FileLink key={url} url={url} label={certificateTexts.openOf(name)}>
                  {certificateTexts.openOf(name)}
                </FileLink>
              ))}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}

function detailsOf({ reason, office, handler, examinationPlan, parcel }: TimelineEntry) {
  return [
    { name: casesTexts.reason, value: reason },
    { name: casesTexts.plan, value: examinationPlan },
    { name: casesTexts.parcel, value: parcel && [parcel.company, parcel.number].filter(Boolean).join(" ") },
    { name: casesTexts.office, value: office },
    { name: casesTexts.handler, value: handler },
  ].filter(({ value }) => value);
}
