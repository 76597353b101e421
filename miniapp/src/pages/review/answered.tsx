import { type FormContext, materialsOf, type RequestDefinition, relevantAttachments } from "shared-types";
import { Attachment } from "../../components/attachment";
import { FactList } from "../../components/fact-list";
import { Box, Heading, Link } from "../../controls";
import type { Draft } from "../../draft/model";
import { paths } from "../../draft/paths";
import { answersInWords } from "../../form/answer-words";
import { materialWords } from "../../form/material-words";
import { usePlaceName } from "../../form/use-place-name";
import { photoTexts } from "../../texts/photo";
import { reviewTexts } from "../../texts/review";

interface AnsweredProps {
  draft: Draft;
  business: { definition: RequestDefinition };
  context: FormContext;
}

/** All answers and photos, each step with a way back to it. */
export function Answered({ draft, business: { definition }, context }: AnsweredProps) {
  const place = usePlaceName(draft.answers.place ?? "");
  const steps = answersInWords(definition, draft.answers, context, () => place);
  const slots = materialsOf(definition, draft.answers, context);
  const photos = relevantAttachments(slots, draft.attachments);
  return (
    <>
      {steps.map(({ title, items }, at) => (
        <Box as="section" className="card answered" key={title}>
          <Head title={title} to={paths.step(draft.submitId, at)} />
          <FactList
            facts={items.map(({ label, value }) => ({
              name: label,
              value: value || (
                <Box as="span" className="field-optional">
                  {reviewTexts.empty}
                </Box>
              ),
            }))}
          />
        </Box>
      ))}
      <Box as="section" className="card answered">
        <Head title={reviewTexts.photos} to={paths.photos(draft.submitId)} />
        <Box as="ul" className="plain-list photo-grid">
          {photos.map(({ imageType, attachment }) => {
            const { name } = materialWords(slots.find((slot) => slot.imageType === imageType)?.label ?? "");
            return (
              <Box as="li" className="photo-cell" key={`${imageType} ${attachment}`}>
                <Attachment id={attachment} words={photoTexts.shown(name)} />
                <Box as="span" className="photo-name">
                  {name}
                </Box>
              </Box>
            );
          })}
        </Box>
      </Box>
    </>
  );
}

function Head({ title, to }: { title: string; to: string }) {
  return (
    <Box className="answered-head">
      <Heading level={2} className="card-title">
        {title}
      </Heading>
      <Link to={to} className="button plain" label={reviewTexts.changeOf(title)}>
        {reviewTexts.change}
      </Link>
    </Box>
  );
}
