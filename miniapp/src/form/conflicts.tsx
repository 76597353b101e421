import { useState } from "react";
import type { DraftPageParts } from "../components/draft-page";
import { Box, Button, ChoiceField, Dialog } from "../controls";
import { applyTexts } from "../texts/apply";
import { answersInWords } from "./answer-words";

/** Two devices have changed the same answers: the person says which ones hold. */
export function Conflicts({ draft, tools, business, context }: DraftPageParts) {
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const wordsOf = (name: string, value: string) => {
    const steps = answersInWords(business.definition, { ...draft.answers, [name]: value }, context);
    return steps.flatMap(({ items }) => items).find((item) => item.name === name);
  };
  const take = (name: string, there: boolean) =>
    setTaken((before) => new Set([...before].filter((each) => each !== name).concat(there ? [name] : [])));

  return (
    <Dialog title={applyTexts.conflictTitle} onClose={() => {}}>
      <Box as="p" className="words">
        {applyTexts.conflictLead}
      </Box>
      {tools.conflicts.map(({ name, here, there }) => (
        <Box className="conflict" key={name}>
          <ChoiceField
            id={`conflict-${name}`}
            label={wordsOf(name, here || there)?.label ?? name}
            required
            value={taken.has(name) ? "there" : "here"}
            options={[
              {
                code: "here",
                name: `${applyTexts.here}：${wordsOf(name, here)?.value || applyTexts.nothing}`,
              },
              {
                code: "there",
                name: `${applyTexts.there}：${wordsOf(name, there)?.value || applyTexts.nothing}`,
              },
            ]}
            onChange={(side) => take(name, side === "there")}
          />
        </Box>
      ))}
      <Box className="dialog-actions">
        <Button kind="main" onPress={() => void tools.settle(tools.conflicts, taken)}>
          {applyTexts.conflictDone}
        </Button>
      </Box>
    </Dialog>
  );
}
