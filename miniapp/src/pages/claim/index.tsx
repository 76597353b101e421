import { useState } from "react";
import { api } from "../../api";
import { Note } from "../../components/note";
import { Own } from "../../components/own";
import { Page } from "../../components/page";
import { PlacePicker } from "../../components/place-picker";
import { Box, Button, FieldGroup, TextField } from "../../controls";
import { requestPrefix } from "../../draft/device";
import { paths } from "../../draft/paths";
import { focusOn } from "../../platform/focus";
import { replace } from "../../platform/navigate";
import { storage } from "../../platform/storage";
import { useSend } from "../../requests/use-send";
import { useSession } from "../../session";
import { claimTexts } from "../../texts/claim";
import "../../form/form.scss";

const key = `${requestPrefix}claim`;

/** A case of an office window that we could not match by ourselves is claimed by its number and place. */
export default function ClaimPage() {
  const { user } = useSession();
  const [typed, setTyped] = useState(
    () => storage.read<{ businessSn: string; place: string }>(key) ?? { businessSn: "", place: "" },
  );
  const [asked, setAsked] = useState(false);
  const { businessSn, place } = typed;
  const change = (what: Partial<typeof typed>) => {
    const next = { ...typed, ...what };
    storage.write(key, next);
    setTyped(next);
  };
  const { sending, message, send } = useSend(async () => {
    const { caseId } = await api.claim({ businessSn: businessSn.trim(), place });
    storage.remove(key);
    replace(paths.case(caseId));
  });
  const press = () => {
    setAsked(true);
    if (!businessSn.trim()) return focusOn("claim-number");
    if (!place) return focusOn("claim-place-province");
    send();
  };
  return (
    <Page title={claimTexts.title}>
      <Box as="p" className="lead">
        {claimTexts.lead}
      </Box>
      <Own words={claimTexts.signInFirst} />
      {user && (
        <>
          <TextField
            id="claim-number"
            label={claimTexts.number}
            help={claimTexts.numberHelp}
            required
            value={businessSn}
            error={asked && !businessSn.trim() ? claimTexts.numberNeeded : undefined}
            onChange={(next) => change({ businessSn: next })}
          />
          <FieldGroup
            id="claim-place"
            label={claimTexts.place}
            help={claimTexts.placeHelp}
            required
            error={asked && !place ? claimTexts.placeNeeded : undefined}
          >
            <PlacePicker id="claim-place" value={place} onChange={(next) => change({ place: next })} />
          </FieldGroup>
          <Box live="status">{message && <Note tone="bad" title={message} />}</Box>
          <Box className="form-actions">
            <Button kind="main" busy={sending} onPress={press}>
              {sending ? claimTexts.sending : claimTexts.send}
            </Button>
          </Box>
        </>
      )}
    </Page>
  );
}
