import { useState } from "react";
import { wordsOf } from "../../api-error";
import { Note } from "../../components/note";
import { Box, Button, Heading } from "../../controls";
import { unbindWechat } from "../../session";
import { signInTexts } from "../../texts/sign-in";

/** Takes the person's WeChat off, from wherever he is signed in: his phone may be lost. */
export function Unbind({ onDone }: { onDone(): void }) {
  const [fault, setFault] = useState("");
  const act = () => unbindWechat().then(onDone, (error) => setFault(wordsOf(error)));
  return (
    <>
      <Heading level={2} className="subtitle">
        {signInTexts.unbindTitle}
      </Heading>
      <Box as="p" className="words">
        {signInTexts.unbindLead}
      </Box>
      {fault && <Note tone="bad" live="alert" title={fault} />}
      <Button onPress={() => void act()}>{signInTexts.unbind}</Button>
    </>
  );
}
