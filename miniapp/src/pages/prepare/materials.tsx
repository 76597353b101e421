import {
  conditionWords,
  type FormContext,
  type MaterialSlot,
  materialLabel,
  materialsOf,
  type RequestDefinition,
} from "shared-types";
import { Box, Heading } from "../../controls";
import { materialWords } from "../../form/material-words";
import { prepareTexts } from "../../texts/prepare";

interface Row {
  slot: Pick<MaterialSlot, "imageType" | "label" | "required" | "help" | "shared">;
  when: string;
}

/** What is always needed, and what only some people need, with for whom. */
function rowsOf(definition: RequestDefinition, context: FormContext): Row[] {
  const always = materialsOf(definition, {}, context).map((slot) => ({ slot, when: "" }));
  const dropped = context.province?.businesses?.[definition.code]?.dropMaterials ?? [];
  const sometimes = definition.materials.flatMap(({ when, types, help, optional }) =>
    types
      .filter(
        (type) => when && !dropped.includes(type) && !always.some(({ slot }) => slot.imageType === type),
      )
      .map((type) => ({
        slot: { imageType: type, label: materialLabel(type, context), required: !optional, help },
        when: prepareTexts.when(conditionWords(when!, definition, context)),
      })),
  );
  return [...always, ...sometimes];
}

export function Materials({ definition, context }: { definition: RequestDefinition; context: FormContext }) {
  const rows = rowsOf(definition, context);
  return (
    <Box as="section" className="card">
      <Heading level={2} className="card-title">
        {prepareTexts.materials}
      </Heading>
      <Box as="p" className="small">
        {rows.length ? prepareTexts.materialsHelp : prepareTexts.none}
      </Box>
      <Box as="ol" className="plain-list materials">
        {rows.map(({ slot, when }) => {
          const { name, detail } = materialWords(slot.label);
          return (
            <Box as="li" className="material" key={`${slot.imageType} ${when}`}>
              <Box as="strong" className="material-name">
                {name}
                {!slot.required && !slot.shared && (
                  <Box as="span" className="field-optional">
                    {prepareTexts.optional}
                  </Box>
                )}
              </Box>
              {when && (
                <Box as="span" className="material-when">
                  {when}
                </Box>
              )}
              <Box as="span" className="material-detail">
                {slot.shared ? prepareTexts.shared : (slot.help ?? detail)}
              </Box>
            </Box>
          );
        })}
      </Box>
      <Box as="p" className="words">
        <Box as="strong">{`${prepareTexts.hand}：`}</Box>
        {prepareTexts.handWords[definition.audience]}
      </Box>
    </Box>
  );
}
