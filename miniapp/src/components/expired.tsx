import { Box, Button, Dialog } from "../controls";
import { here } from "../platform/navigate";
import { signIn } from "../platform/sign-in";
import { session } from "../session";
import { useStore } from "../store";
import { common } from "../texts/common";
import { requestTexts } from "../texts/requests";

/** The session ended, or must be fresher for what the person wants: nothing is lost, and he is brought back here. */
export function Expired() {
  const { expired, stepUp, ways } = useStore(session);
  if (!expired) return null;
  const close = () => session.set({ expired: false });
  return (
    <Dialog title={stepUp ? requestTexts.stepUpTitle : common.expiredTitle} onClose={close}>
      <Box as="p" className="words">
        {stepUp ? requestTexts.stepUp : common.expired}
      </Box>
      <Box className="dialog-actions">
        <Button kind="main" onPress={() => signIn(ways[0]?.id ?? "unified", here(), stepUp)}>
          {common.signInAgain}
        </Button>
        <Button onPress={close}>{common.later}</Button>
      </Box>
    </Dialog>
  );
}
