import type { ReactNode } from "react";
import { Box } from "../controls";

interface NoteProps {
  /** Colour of the edge; the words say it too. */
  tone?: "info" | "good" | "warn" | "bad";
  title?: string;
  live?: "status" | "alert";
  children?: ReactNode;
}

export function Note({ tone = "info", title, live, children }: NoteProps) {
  return (
    <Box className={`note ${tone}`} live={live}>
      {title && (
        <Box as="strong" className="note-title">
          {title}
        </Box>
      )}
      {children}
    </Box>
  );
}
