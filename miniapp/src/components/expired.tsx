import { Box, Button, Dialog } from "../controls";
import { here } from "../platform/navigate";
import { signIn } from "../platform/sign-in";
import { session } from "../session";
import { useStore } from "../store";
import { common } from "../texts/common";

/** The session ended while the person was at work: nothing is lost, and he is brought back here. */
export function Expired() {
  const { expired, ways } = useStore(session);
  if (!expired) return null;
  const close = () => session.set({ expired: false });
  return (
    <Dialog title={common.expiredTitle} onClose={close}>
      <Box as="p" className="words">
        {common.expired}
      </Box>
      <Box className="dialog-actions">
        <Button kind="main" onPress={() => signIn(ways[0]?.id ?? "unified", here())}>
          {common.signInAgain}
        </Button>
        <Button onPress={close}>{common.later}</Button>
      </Box>
    </Dialog>
  );
}
