import { useRouter } from "@tarojs/taro";
import { useState } from "react";
import { Failed, Skeleton } from "../../components/loading";
import { Note } from "../../components/note";
import { Page } from "../../components/page";
import { Box, Button, Heading } from "../../controls";
import { goOn } from "../../platform/navigate";
import { isSharedScreen } from "../../platform/shared-screen";
import { inMiniProgram } from "../../platform/sign-in";
import { loadSession, signOut, useSession } from "../../session";
import { leaveTerminal } from "../../terminal/leave";
import { signInTexts } from "../../texts/sign-in";
import { Unbind } from "./unbind";
import { useArrival } from "./use-arrival";

/** Signs in and goes on to `returnTo`; a person who is signed in can leave here. */
export default function SignInPage() {
  const { params } = useRouter();
  const returnTo = decodeURIComponent(params.returnTo ?? "/pages/find/index");
  const { user, ways, byWechat, state, error } = useSession();
  const [done, setDone] = useState("");
  const { busy, error: fault, start } = useArrival(params.handOver ?? "", returnTo);

  const leave = async () => {
    if (isSharedScreen()) return leaveTerminal();
    await signOut();
    setDone(signInTexts.outDone);
  };
  return (
    <Page title={signInTexts.title} heading={user ? signInTexts.already(user.name) : signInTexts.heading}>
      {done && <Note tone="good" live="status" title={done} />}
      {fault && <Note tone="bad" live="alert" title={fault} />}
      {(state === "unknown" || busy) && <Skeleton />}
      {state === "failed" && <Failed message={error} onRetry={loadSession} />}
      {state === "known" && user && !busy && (
        <Box className="row">
          <Button kind="main" onPress={() => goOn(returnTo)}>
            {signInTexts.goOn}
          </Button>
          <Button onPress={leave}>{signInTexts.out}</Button>
        </Box>
      )}
      {state === "known" && !user && !busy && (
        <Box className="card">
          <Box as="p" className="words">
            {inMiniProgram ? signInTexts.leadMiniProgram : signInTexts.lead}
          </Box>
          {ways.map(({ id, name }) => (
            <Button key={id} kind="main" className="full" onPress={() => start()}>
              {signInTexts.go(name)}
            </Button>
          ))}
          {inMiniProgram && ways.length > 0 && (
            <Button className="full" onPress={() => start(true)}>
              {signInTexts.another}
            </Button>
          )}
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
      {user && byWechat && !busy && <Unbind onDone={() => setDone(signInTexts.unbound)} />}
    </Page>
  );
}
