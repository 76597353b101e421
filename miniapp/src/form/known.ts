import { useEffect } from "react";
import {
  type Answers,
  askedNames,
  type FormItem,
  type FormStep,
  type ProfileAnswer,
  type RequestDefinition,
} from "shared-types";
import { api } from "../api";
import type { DraftTools } from "../draft/use-draft";
import { session } from "../session";
import { makeStore, useStore } from "../store";

/** What is known of the person, once it has been asked. */
const known = makeStore<{ profile: ProfileAnswer }>({ profile: {} });

// Who comes after this person finds nothing of him.
session.watch(() => {
  if (session.get().user === null && Object.keys(known.get().profile).length > 0) known.set({ profile: {} });
});

/** Whether an answer is as it is known of the person, not only of the same kind. */
export function useIsKnown(from: FormItem["from"], value: string): boolean {
  const { profile } = useStore(known);
  return from !== undefined && value !== "" && profile[from] === value;
}

/** First answers of a new draft: the place that was chosen before it began. */
export function startAnswers(definition: RequestDefinition, place: string): Answers {
  const places = askedNames(definition).filter((name) => definition.asks?.[name]?.kind === "place");
  return place ? Object.fromEntries(places.map((name) => [name, place])) : {};
}

/** The place that the answers name: it decides which province's definition holds. */
export function placeOf(answers: Answers): string {
  return answers.place ?? "";
}

/** What of this step is known about the person and has never been answered; what he emptied stays empty. */
export function knownAnswers(step: FormStep, answers: Answers, profile: ProfileAnswer): Answers {
  const open = step.items.filter(({ name, from }) => from && profile[from] && answers[name] === undefined);
  return Object.fromEntries(open.map(({ name, from }) => [name, profile[from!]!]));
}

/** Fills in what is known, as soon as it is asked. */
export function useKnown(step: FormStep, answers: Answers, change: DraftTools["change"]) {
  const { profile } = useStore(known);
  useEffect(() => {
    // Without it, the person fills in the form himself.
    api.profile().then(
      (profile) => known.set({ profile }),
      () => {},
    );
  }, []);
  useEffect(() => {
    const found = knownAnswers(step, answers, profile);
    if (Object.keys(found).length > 0) change((now) => ({ answers: { ...now.answers, ...found } }));
  }, [step, answers, profile, change]);
}
