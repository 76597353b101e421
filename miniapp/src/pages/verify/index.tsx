import { useRouter } from "@tarojs/taro";
import { useState } from "react";
import type { VerificationAnswer } from "shared-types";
import { api } from "../../api";
import { ApiError } from "../../api-error";
import { Failed, Skeleton } from "../../components/loading";
import { Page } from "../../components/page";
import { Box, Button, TextField } from "../../controls";
import { focusOn } from "../../platform/focus";
import { canScan, scan } from "../../platform/scan";
import { codeIn } from "../../requests/code-in";
import { verifyTexts } from "../../texts/verify";
import { useLoad } from "../../use-load";
import { Verdict } from "./verdict";
import "./index.scss";

/** Anyone can hold a certificate's QR against our records; no sign-in. */
export default function VerifyPage() {
  const [code, setCode] = useState(codeIn(decoded(useRouter().params.code)));
  const { data, error, reload } = useLoad(code, () => api.verification(code).catch(foreign));
  return (
    <Page title={verifyTexts.title} heading={verifyTexts.heading}>
      {code && (
        <Box live="status">
          {data && <Verdict of={data} />}
          {!data && (error ? <Failed message={error} onRetry={reload} /> : <Skeleton rows={4} tall />)}
        </Box>
      )}
      {code ? <Button onPress={() => setCode("")}>{verifyTexts.another}</Button> : <Ask onCode={setCode} />}
    </Page>
  );
}

/** What cannot even be one of our codes is none: a shop's, or one that was typed. */
function foreign(error: unknown): VerificationAnswer {
  if (error instanceof ApiError && error.status === 404)
    return { genuine: false, words: verifyTexts.foreign };
  throw error;
}

function Ask({ onCode }: { onCode(code: string): void }) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const check = (text: string) => {
    const code = codeIn(text);
    if (code) return onCode(code);
    setError(verifyTexts.codeNeeded);
    focusOn("verify-code");
  };
  return (
    <>
      <Box as="p" className="lead">
        {verifyTexts.lead}
      </Box>
      {canScan && (
        <Box className="row scan">
          <Button kind="main" onPress={() => void scan().then((text) => text && check(text))}>
            {verifyTexts.scan}
          </Button>
        </Box>
      )}
      <TextField
        id="verify-code"
        label={verifyTexts.code}
        help={verifyTexts.codeHelp}
        required
        area
        value={typed}
        error={error}
        onChange={setTyped}
      />
      <Button kind={canScan ? "second" : "main"} onPress={() => check(typed)}>
        {verifyTexts.check}
      </Button>
    </>
  );
}

/** Taro hands a parameter on as it stands in the address. */
function decoded(text = ""): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
