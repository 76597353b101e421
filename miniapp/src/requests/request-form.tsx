import { type Answers, type FormContext, materialsOf, type RequestDefinition } from "shared-types";
import { Box, Button, Heading } from "../controls";
import type { Content } from "../draft/model";
import { FaultList } from "../form/fault-list";
import { Step } from "../form/step";
import { Slot } from "../pages/photos/slot";
import { usePhotos } from "../photo/use-photos";
import { requestTexts } from "../texts/requests";
import { useAnswers } from "./use-answers";
import "../form/form.scss";
import "../pages/photos/index.scss";
import "./request-form.scss";

interface RequestFormProps {
  definition: RequestDefinition;
  context: FormContext;
  content: Pick<Content, "answers" | "attachments">;
  change(what: Partial<Content> | ((now: Content) => Partial<Content>)): void;
  sending: boolean;
  /** Answers that are known from the way here and are not asked again. */
  known?: readonly string[];
  /** On the button. */
  send: string;
  /** Everything is right. */
  onSend(): void;
}

/** Everything that a request asks, on one page: its steps, its photos, the button. */
export function RequestForm({
  definition,
  context,
  content,
  change,
  known = [],
  sending,
  send,
  onSend,
}: RequestFormProps) {
  const onAnswers = (next: (now: Answers) => Answers) => change((now) => ({ answers: next(now.answers) }));
  const form = useAnswers(definition, context, content, onAnswers);
  const photos = usePhotos({ change, save: async () => true });
  const slots = materialsOf(definition, content.answers, context);
  const { faults } = form;
  const steps = form.steps.map((step) => ({
    ...step,
    items: step.items.filter(({ name }) => !known.includes(name)),
  }));
  const given = (imageType: string) => content.attachments.filter((one) => one.imageType === imageType);

  return (
    <Box className={`request-form ${definition.code}`}>
      {form.asked && <FaultList faults={faults} />}
      {steps.map((step) => (
        <Box as="section" key={step.title}>
          {steps.length > 1 && (
            <Heading level={2} className="subtitle">
              {step.title}
            </Heading>
          )}
          <Step
            // The lead of the page says the same of a single step.
            step={steps.length > 1 ? step : { ...step, help: undefined }}
            answers={content.answers}
            form={form}
            onAnswers={(next) => onAnswers(() => next)}
          />
        </Box>
      ))}
      {slots.length > 0 && (
        <Box as="section">
          <Heading level={2} className="subtitle">
            {slots.some(({ required }) => required) ? requestTexts.photos : requestTexts.optionalPhotos}
          </Heading>
          {slots.map((slot) => (
            <Slot
              key={slot.imageType}
              slot={slot}
              given={given(slot.imageType)}
              photos={photos}
              missing={form.asked && slot.required}
            />
          ))}
        </Box>
      )}
      <Box className="form-actions">
        <Button
          kind="main"
          busy={sending || photos.busy}
          onPress={() => {
            if (form.check()) onSend();
          }}
        >
          {sending ? requestTexts.sending : send}
        </Button>
      </Box>
    </Box>
  );
}
