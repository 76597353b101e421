import { type ReactNode, useState } from "react";
import type { CodeItem } from "shared-types";
import { Box, TextField } from "../controls";
import { applyTexts } from "../texts/apply";

/** Lists with more items than this are searched. */
const most = 12;

interface FoundOptionsProps {
  id: string;
  label: string;
  options: readonly CodeItem[];
  /** Codes that stay in the list whatever is searched. */
  chosen: string;
  /** `search`: the field that narrows, to stand under the label. */
  children(options: readonly CodeItem[], search?: ReactNode): ReactNode;
}

/** For a long list a field that narrows it by name, code or first letters. */
export function FoundOptions({ id, label, options, chosen, children }: FoundOptionsProps) {
  const [text, setText] = useState("");
  if (options.length <= most) return <>{children(options)}</>;
  const wanted = text.trim().toLowerCase();
  const codes = chosen.split(",");
  const fits = ({ code, name, initials = "" }: CodeItem) =>
    codes.includes(code) ||
    name.toLowerCase().includes(wanted) ||
    code.toLowerCase().startsWith(wanted) ||
    initials.startsWith(wanted);
  const found = options.filter(fits);
  const none = found.every(({ code }) => codes.includes(code));
  const search = (
    <Box className="found-search">
      <TextField
        id={`${id}-find`}
        label={applyTexts.findIn(label)}
        help={wanted && none ? applyTexts.notFound : undefined}
        aid
        value={text}
        onChange={setText}
      />
    </Box>
  );
  return <>{children(found, search)}</>;
}
