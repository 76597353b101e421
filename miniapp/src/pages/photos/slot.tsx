import { type MaterialSlot, materialFaultName } from "shared-types";
import { Attachment } from "../../components/attachment";
import { Box, Button, Heading, PhotoButton } from "../../controls";
import type { DraftAttachment } from "../../draft/model";
import { materialWords } from "../../form/material-words";
import { fieldId } from "../../form/step";
import type { usePhotos } from "../../photo/use-photos";
import { applyTexts } from "../../texts/apply";
import { photoTexts } from "../../texts/photo";
import { PendingPhoto } from "./pending-photo";

interface SlotProps {
  slot: MaterialSlot;
  given: readonly DraftAttachment[];
  photos: ReturnType<typeof usePhotos>;
  missing: boolean;
  /** What an office said about the photo that stands here. */
  objection?: string;
}

/** One material: what it is, its photos, and the ways to add one. */
export function Slot({
  slot: { imageType, label, required, many, help },
  given,
  photos,
  missing,
  objection,
}: SlotProps) {
  const { name, detail } = materialWords(label);
  const pending = photos.pending[imageType];
  const busy = pending?.state === "preparing" || pending?.state === "sending";
  const replaced = many ? undefined : given[0]?.attachment;
  const pick = (picked: Parameters<typeof photos.add>[1]) => void photos.add(imageType, picked, replaced);
  const first = given.length === 0;

  return (
    <Box as="section" className={(missing && first) || objection ? "card slot wrong" : "card slot"}>
      <Heading level={2} className="card-title" id={fieldId(materialFaultName(imageType))}>
        {name}
        {!required && (
          <Box as="span" className="field-optional">
            {`（${photoTexts.optional}）`}
          </Box>
        )}
      </Heading>
      <Box as="p" className="small">
        {help ?? detail}
      </Box>
      {missing && first && (
        <Box as="p" className="field-error">
          {photoTexts.needed}
        </Box>
      )}
      {objection && (
        <Box as="p" className="field-error">
          {applyTexts.objectedAt(objection)}
        </Box>
      )}
      {given.map(({ attachment }) => (
        <Box className="photo" key={attachment}>
          <Attachment id={attachment} preview={photos.previews[attachment]} words={photoTexts.shown(name)} />
          <Box className="photo-words">
            <Box as="strong" className="photo-done">
              {photoTexts.done}
            </Box>
            <Button
              kind="plain"
              label={photoTexts.labelOf(photoTexts.remove, name)}
              onPress={() => photos.remove(imageType, attachment)}
            >
              {photoTexts.remove}
            </Button>
          </Box>
        </Box>
      ))}
      <PendingPhoto
        pending={pending}
        name={name}
        onSend={(photo) => void photos.send(imageType, photo, replaced)}
      />
      {!busy && (
        <Box className="row">
          <PhotoButton
            from="camera"
            kind={first && !pending ? "main" : "second"}
            label={photoTexts.labelOf(
              first ? photoTexts.camera : many ? photoTexts.add : photoTexts.again,
              name,
            )}
            onPick={pick}
          >
            {first ? photoTexts.camera : many ? photoTexts.add : photoTexts.again}
          </PhotoButton>
          <PhotoButton from="album" label={photoTexts.labelOf(photoTexts.album, name)} onPick={pick}>
            {photoTexts.album}
          </PhotoButton>
        </Box>
      )}
    </Box>
  );
}
