import { useRouter } from "@tarojs/taro";
import { useState } from "react";
import { Failed, Skeleton } from "../../components/loading";
import { Note } from "../../components/note";
import { Page } from "../../components/page";
import { Box, Button, Heading } from "../../controls";
import { replace } from "../../platform/navigate";
import { isSharedScreen } from "../../platform/shared-screen";
import { canSignIn, signIn } from "../../platform/sign-in";
import { loadSession, signOut, useSession } from "../../session";
import { leaveTerminal } from "../../terminal/leave";
import { signInTexts } from "../../texts/sign-in";

/** Signs in and goes on to `returnTo`; a person who is signed in can leave here. */
export default function SignInPage() {
  const { params } = useRouter();
  const returnTo = decodeURIComponent(params.returnTo ?? "/pages/find/index");
  const { user, ways, state, error } = useSession();
  const [out, setOut] = useState(false);

  const leave = async () => {
    if (isSharedScreen()) return leaveTerminal();
    await signOut();
    setOut(true);
  };
  return (
    <Page title={signInTexts.title} heading={user ? signInTexts.already(user.name) : signInTexts.heading}>
      {out && <Note tone="good" live="status" title={signInTexts.outDone} />}
      {state === "unknown" && <Skeleton />}
      {state === "failed" && <Failed message={error} onRetry={loadSession} />}
      {state === "known" && user && (
        <Box className="row">
          <Button kind="main" onPress={() => replace(returnTo)}>
            {signInTexts.goOn}
          </Button>
          <Button onPress={leave}>{signInTexts.out}</Button>
        </Box>
      )}
      {!canSignIn && !user && <Note tone="warn" title={signInTexts.miniProgram} />}
      {state === "known" && !user && canSignIn && (
        <Box className="card">
          <Box as="p" className="words">
            {signInTexts.lead}
          </Box>
          {ways.map(({ id, name }) => (
            <Button key={id} kind="main" className="full" onPress={() => signIn(id, returnTo)}>
              {signInTexts.go(name)}
            </Button>
          ))}
          {ways.length === 0 && <Note tone="warn" title={signInTexts.none} />}
          <Box as="p" className="small">
            {signInTexts.next}
          </Box>
        </Box>
      )}
      <Heading level={2} className="subtitle">
        {signInTexts.privacyTitle}
      </Heading>
      <Box as="p" className="words">
        {signInTexts.privacy}
      </Box>
    </Page>
  );
}
