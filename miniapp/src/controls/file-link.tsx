import { View } from "@tarojs/components";
import { useState } from "react";
import { openFile } from "../platform/open-file.weapp";
import { certificateTexts } from "../texts/certificates";
import { Button } from "./button";
import type { FileLinkProps } from "./file-link-props";

/** WeChat fetches the file first and then shows it with what it has for its kind. */
export function FileLink({ url, label, children }: FileLinkProps) {
  const [state, setState] = useState<"" | "opening" | "failed">("");
  const open = async () => {
    setState("opening");
    setState((await openFile(url)) ? "" : "failed");
  };
  return (
    <View>
      <Button label={label} busy={state === "opening"} onPress={() => void open()}>
        {state === "opening" ? certificateTexts.opening : children}
      </Button>
      {state === "failed" && <View {...{ "aria-role": "alert" }}>{certificateTexts.failed}</View>}
    </View>
  );
}
