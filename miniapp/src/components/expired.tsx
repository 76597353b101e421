import { useState } from "react";
import { wordsOf } from "../api-error";
import { Box, Button, Dialog } from "../controls";
import { here, restart } from "../platform/navigate";
import { session, startSignIn } from "../session";
import { useStore } from "../store";
import { common } from "../texts/common";
import { requestTexts } from "../texts/requests";
import { Note } from "./note";

/** The session ended, or must be fresher for what the person wants: nothing is lost, and he is brought back here. */
export function Expired() {
  const { expired, stepUp } = useStore(session);
  const [fault, setFault] = useState("");
  if (!expired) return null;
  const close = () => session.set({ expired: false });
  const again = async () => {
    try {
      const as = await startSignIn(here(), stepUp);
      if (as === "another") restart(here());
    } catch (error) {
      setFault(wordsOf(error));
    }
  };
  return (
    <Dialog title={stepUp ? requestTexts.stepUpTitle : common.expiredTitle} onClose={close}>
      <Box as="p" className="words">
        {stepUp ? requestTexts.stepUp : common.expired}
      </Box>
      {fault && <Note tone="bad" live="alert" title={fault} />}
      <Box className="dialog-actions">
        <Button kind="main" onPress={() => void again()}>
          {common.signInAgain}
        </Button>
        <Button onPress={close}>{common.later}</Button>
      </Box>
    </Dialog>
  );
}
