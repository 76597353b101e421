import { useState } from "react";
import { formOf, materialFaultName, materialsOf } from "shared-types";
import { DraftPage, type DraftPageParts } from "../../components/draft-page";
import { Kept } from "../../components/kept";
import { Note } from "../../components/note";
import { ObjectionNote } from "../../components/objection-note";
import { Page } from "../../components/page";
import { Box, Button } from "../../controls";
import { openObjections } from "../../draft/objections";
import { paths } from "../../draft/paths";
import { fieldId } from "../../form/step";
import { StepsRail } from "../../form/steps-rail";
import { usePhotos } from "../../photo/use-photos";
import { focusOn } from "../../platform/focus";
import { back, go } from "../../platform/navigate";
import { common } from "../../texts/common";
import { photoTexts } from "../../texts/photo";
import { prepareTexts } from "../../texts/prepare";
import { Slot } from "./slot";
import "../../form/form.scss";
import "./index.scss";

/** All photos that these answers call for. */
export default function PhotosPage() {
  return <DraftPage title={photoTexts.title}>{(parts) => <Photos {...parts} />}</DraftPage>;
}

function Photos({ draft, tools, business: { definition }, context }: DraftPageParts) {
  const photos = usePhotos(tools);
  const [checked, setChecked] = useState(false);
  const steps = formOf(definition, draft.answers, context);
  const slots = materialsOf(definition, draft.answers, context);
  const given = (imageType: string) => draft.attachments.filter((each) => each.imageType === imageType);
  const objections = openObjections(draft);
  const missing = slots.filter(({ imageType, required }) => required && given(imageType).length === 0);

  const next = () => {
    setChecked(true);
    const first = missing[0];
    if (first) return focusOn(fieldId(materialFaultName(first.imageType)));
    tools.change({ step: Math.max(draft.step, steps.length + 1) });
    void tools.save();
    go(paths.review(draft.submitId));
  };
  return (
    <Page title={photoTexts.title} stepwise>
      <Box className="apply">
        <StepsRail steps={steps} at={steps.length} />
        <Box>
          <Box as="p" className="lead">
            {slots.length ? photoTexts.lead : prepareTexts.none}
          </Box>
          <ObjectionNote draft={draft} open={objections} />
          {slots.map((slot) => (
            <Slot
              key={slot.imageType}
              slot={slot}
              given={given(slot.imageType)}
              photos={photos}
              objection={objections.find(({ name }) => name === materialFaultName(slot.imageType))?.message}
              missing={checked && missing.includes(slot)}
            />
          ))}
          {checked && missing.length > 0 && (
            <Note tone="bad" live="alert" title={photoTexts.missing(missing.length)} />
          )}
          <Box className="form-actions">
            <Button kind="main" busy={photos.busy} onPress={next}>
              {common.next}
            </Button>
            <Button onPress={() => back("/pages/find/index")}>{common.previous}</Button>
          </Box>
          <Kept kept={tools.kept} error={tools.error} />
        </Box>
      </Box>
    </Page>
  );
}
