import { useEffect, useState } from "react";
import { Box } from "../controls";
import { isOnline, watchOnline } from "../platform/online";
import { common } from "../texts/common";

export function OfflineNote() {
  const [online, setOnline] = useState(isOnline);
  useEffect(() => watchOnline(() => setOnline(isOnline())), []);
  return (
    <Box live="status">
      {online ? null : <Box className="offline-note not-printed">{common.offline}</Box>}
    </Box>
  );
}
