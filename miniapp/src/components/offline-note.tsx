import { useEffect, useState } from "react";
import { Box } from "../controls";
import { isOnline, watchOnline } from "../platform/online";
import { isSharedScreen } from "../platform/shared-screen";
import { common } from "../texts/common";
import { terminalTexts } from "../texts/terminal";

export function OfflineNote() {
  const [online, setOnline] = useState(isOnline);
  useEffect(() => watchOnline(() => setOnline(isOnline())), []);
  return (
    <Box live="status">
      {online ? null : (
        <Box className="offline-note not-printed">
          {isSharedScreen() ? terminalTexts.offline : common.offline}
        </Box>
      )}
    </Box>
  );
}
