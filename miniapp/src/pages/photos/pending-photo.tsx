import { Note } from "../../components/note";
import { Box, Button, Picture } from "../../controls";
import type { Pending } from "../../photo/use-photos";
import type { Ready } from "../../platform/photo";
import { common } from "../../texts/common";
import { photoTexts } from "../../texts/photo";

/** A photo between the camera and the server: what is happening, what is doubtful, what went wrong. */
export function PendingPhoto({
  pending,
  name,
  onSend,
}: {
  pending: Pending | undefined;
  name: string;
  onSend(photo: Ready): void;
}) {
  if (!pending) return <Box live="status" />;
  const { state, photo, share = 0, message } = pending;
  const percent = Math.round(share * 100);
  return (
    <Box live="status">
      {photo && (
        <Box className="photo">
          <Picture src={photo.preview} words={photoTexts.shown(name)} className="thumb" />
        </Box>
      )}
      {state === "preparing" && (
        <Box as="p" className="words">
          {photoTexts.preparing}
        </Box>
      )}
      {state === "sending" && (
        <Box className="progress">
          <Box as="p" className="words">
            {photoTexts.sending(percent)}
          </Box>
          <Box className={`progress-bar p${Math.round(percent / 10)}`} />
        </Box>
      )}
      {state === "judged" && photo && (
        <Note tone="warn" title={photoTexts.hintTitle}>
          {photo.hints.map((hint) => (
            <Box as="p" className="hint" key={hint}>
              {photoTexts.hints[hint]}
            </Box>
          ))}
          <Button onPress={() => onSend(photo)}>{photoTexts.keep}</Button>
        </Note>
      )}
      {state === "failed" && photo && (
        <Note tone="bad" title={photoTexts.failed}>
          <Box as="p" className="hint">
            {message}
          </Box>
          <Button onPress={() => onSend(photo)}>{common.retry}</Button>
        </Note>
      )}
      {state === "bad" && <Note tone="bad" title={message} />}
    </Box>
  );
}
