import { type BusinessAnswer, type FormContext, materialsOf, type RequestDefinition } from "shared-types";
import { FactList } from "../../components/fact-list";
import { Note } from "../../components/note";
import { Box, Heading } from "../../controls";
import { contextOf } from "../../form/context";
import { prepareTexts } from "../../texts/prepare";

/** What it costs, how long it takes, how the result is handed over, who decides. */
export function Facts({ business }: { business: BusinessAnswer }) {
  const { definition, province, office, peer } = business;
  const own = province?.businesses?.[definition.code];
  const days = own?.days === undefined ? prepareTexts.noDays : prepareTexts.workingDays(own.days);
  const given = definition.steps.some(({ fields }) => fields.includes("payment"));
  const who = office ?? (peer && prepareTexts.officeOf(peer.name));
  return (
    <Box as="section" className="card">
      <Heading level={2} className="card-title">
        {prepareTexts.facts}
      </Heading>
      {(own?.text ?? province?.text) && <Note>{own?.text ?? province?.text}</Note>}
      <FactList
        narrow
        facts={[
          { name: prepareTexts.fee, value: prepareTexts.free },
          {
            name: prepareTexts.time,
            value: prepareTexts.minutes(minutesFor(definition, contextOf(business))),
          },
          { name: prepareTexts.days, value: days },
          ...(given ? [{ name: prepareTexts.result, value: prepareTexts.byChoice }] : []),
          ...(who ? [{ name: prepareTexts.who, value: who }] : []),
        ]}
      />
    </Box>
  );
}

/** A third of a minute an answer, one a photo, ten a list of rows; in steps of five. */
function minutesFor(definition: RequestDefinition, context: FormContext): number {
  const asked = definition.steps.flatMap(({ fields }) => fields).length;
  const lists = Object.keys(definition.lists ?? {}).length;
  const photos = materialsOf(definition, {}, context).length;
  return Math.ceil((asked / 3 + photos + 10 * lists) / 5) * 5;
}
