import { Box, Button } from "../controls";
import { common } from "../texts/common";
import { errors } from "../texts/errors";
import { Note } from "./note";

/** Grey shapes where the content will stand. */
export function Skeleton({ rows = 3, tall }: { rows?: number; tall?: boolean }) {
  return (
    <Box className="skeleton">
      <Box as="span" className="hidden-words" live="status">
        {common.loading}
      </Box>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike and never move
        <Box key={row} className={tall ? "bone tall" : "bone"} />
      ))}
    </Box>
  );
}

/** What went wrong and what to do. */
export function Failed({ message, onRetry }: { message: string; onRetry?(): void }) {
  return (
    <Note tone="bad" title={errors.title} live="alert">
      <Box as="p" className="words">
        {message}
      </Box>
      {onRetry && <Button onPress={onRetry}>{common.retry}</Button>}
    </Note>
  );
}
