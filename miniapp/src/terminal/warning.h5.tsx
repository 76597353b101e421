import { Box, Button, Dialog } from "../controls";
import { isOnline } from "../platform/online";
import { useStore } from "../store";
import { terminalTexts } from "../texts/terminal";
import { leaveTerminal } from "./leave.h5";
import { goOn, warning } from "./watch.h5";

const wordsId = "silence-words";
/** From here on the time that is left is said once more. */
const soon = 10;

/** Nobody has done anything for a minute: asks whether he is still there, before everything of him goes. */
export function SilenceWarning() {
  const { left } = useStore(warning);
  if (left === null) return null;
  return (
    <Dialog title={terminalTexts.still} alertWords={wordsId} onClose={goOn}>
      <div className="alert-words" id={wordsId}>
        {terminalTexts.warning(left)}
        {!isOnline() && <Box className="alert-more">{terminalTexts.unsaved}</Box>}
      </div>
      <Box live="status" className="hidden-words">
        {left <= soon ? terminalTexts.soon(soon) : ""}
      </Box>
      <Box className="dialog-actions">
        <Button kind="main" onPress={goOn}>
          {terminalTexts.goOn}
        </Button>
        <Button onPress={leaveTerminal}>{terminalTexts.leaveNow}</Button>
      </Box>
    </Dialog>
  );
}
