import { Box, Button } from "../controls";
import { paths } from "../draft/paths";
import { go, here } from "../platform/navigate";
import { common } from "../texts/common";

/** This page is for a person who is signed in; he comes back here. */
export function SignInFirst({ words }: { words: string }) {
  return (
    <Box className="card empty-state">
      <Box as="p" className="words">
        {words}
      </Box>
      <Button kind="main" onPress={() => go(paths.signIn(here()))}>
        {common.signIn}
      </Button>
    </Box>
  );
}
