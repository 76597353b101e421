import type { Answers, FormStep } from "shared-types";
import { Box } from "../controls";
import { FieldOf } from "./field";
import { Rows } from "./rows";
import type { FormTools } from "./use-form";

interface StepProps {
  /** Code of the business whose lists take tables. */
  business?: string;
  step: FormStep;
  answers: Answers;
  form: Pick<FormTools, "faults" | "change" | "leave">;
  /** Puts in several answers at once (rows of a list). */
  onAnswers(answers: Answers): void;
}

export const fieldId = (name: string) => `field-${name.replace(/\//g, "-")}`;

/** All items of one step. */
export function Step({ business, step, answers, form, onAnswers }: StepProps) {
  const errorOf = (name: string) => form.faults.find((fault) => fault.name === name)?.message;
  return (
    <>
      {step.help && (
        <Box as="p" className="lead">
          {step.help}
        </Box>
      )}
      {step.items.map((item) =>
        item.control === "rows" ? (
          <Rows
            key={item.name}
            business={business}
            item={item}
            answers={answers}
            errorOf={errorOf}
            onAnswers={onAnswers}
            onLeave={form.leave}
          />
        ) : (
          <FieldOf
            key={item.name}
            id={fieldId(item.name)}
            item={item}
            value={answers[item.name] ?? ""}
            error={errorOf(item.name)}
            onChange={(value) => form.change(item.name, value)}
            onLeave={() => form.leave(item.name)}
          />
        ),
      )}
    </>
  );
}
