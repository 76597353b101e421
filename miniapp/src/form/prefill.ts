import {
  type Answers,
  askedNames,
  type FormContext,
  formOf,
  type ProfileAnswer,
  type RequestDefinition,
} from "shared-types";

/** First answers of a new draft: the place that was chosen, and what is known about the person. */
export function prefill(
  definition: RequestDefinition,
  context: FormContext,
  profile: ProfileAnswer,
  place: string,
): Answers {
  const answers: Record<string, string> = {};
  if (place)
    for (const name of askedNames(definition))
      if (definition.asks?.[name]?.kind === "place") answers[name] = place;
  for (const { items } of formOf(definition, answers, context))
    for (const { name, from } of items) {
      const known = from && profile[from];
      if (known) answers[name] = known;
    }
  return answers;
}

/** The place that the answers name: it decides which province's definition holds. */
export function placeOf(answers: Answers): string {
  return answers.place ?? "";
}
