import { WebView } from "@tarojs/components";
import { useState } from "react";
import { Page } from "../../components/page";
import { Box, Button } from "../../controls";
import { replace } from "../../platform/navigate";
import { identifyUrl } from "../../platform/sign-in.weapp";
import { signInTexts } from "../../texts/sign-in";

/** The web page of the unified identity system, in the mini-program only. It leads back by itself (bff/src/identity/hand-over-page.ts). */
export default function IdentifyPage() {
  const [url] = useState(identifyUrl);
  if (url) return <WebView src={url} />;
  return (
    <Page title={signInTexts.identify} heading={signInTexts.identify}>
      <Box as="p" className="words">
        {signInTexts.notBegunHere}
      </Box>
      <Button kind="main" onPress={() => replace("/pages/sign-in/index")}>
        {signInTexts.toSignIn}
      </Button>
    </Page>
  );
}
