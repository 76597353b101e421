import { useEffect, useState } from "react";
import { Box, Button } from "../controls";
import { common } from "../texts/common";
import type { Loaded } from "../use-load";
import { Note } from "./note";

/** Who waits longer than this is told that it is the network. */
const slowMs = 4_000;

/** Grey shapes where the content will stand. */
export function Skeleton({ rows = 3, tall }: { rows?: number; tall?: boolean }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Box className="skeleton">
      <Box as="p" className={slow ? "words" : "hidden-words"} live="status">
        {slow ? common.slow : common.loading}
      </Box>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike and never move
        <Box key={row} className={tall ? "bone tall" : "bone"} />
      ))}
    </Box>
  );
}

/** What is shown is older than it should be: why, and what to do. */
export function Stale({ of: { error, reload } }: { of: Pick<Loaded<unknown>, "error" | "reload"> }) {
  if (!error) return null;
  return (
    <Note tone="warn" title={common.stale} live="status">
      <Box as="p" className="words">
        {error}
      </Box>
      <Button onPress={reload}>{common.retry}</Button>
    </Note>
  );
}

/** What went wrong and what to do. */
export function Failed({ message, onRetry }: { message: string; onRetry?(): void }) {
  return (
    <Note tone="bad" title={message} live="alert">
      {onRetry && <Button onPress={onRetry}>{common.retry}</Button>}
    </Note>
  );
}
