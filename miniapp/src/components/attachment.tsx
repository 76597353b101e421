import { attachmentUrl } from "../api";
import { Picture } from "../controls";
import { useProtected } from "../platform/protected-picture";
import "./attachment.scss";

/** A photo of this person; `preview` spares the way to the server while it is still on the device. */
export function Attachment({ id, preview, words }: { id: string; preview?: string; words: string }) {
  return <ProtectedPicture url={preview ?? attachmentUrl(id)} words={words} />;
}

/** A picture that only its owner may fetch. */
export function ProtectedPicture({
  url,
  words,
  className = "thumb",
}: {
  url: string;
  words: string;
  className?: string;
}) {
  const src = useProtected(url);
  return src ? <Picture src={src} words={words} className={className} /> : null;
}
