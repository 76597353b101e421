import { randomUUID } from "node:crypto";
import { Drafts } from "../../bff/src/cases/draft-model.ts";
import { renewalAnswers } from "../support/test-application.ts";
import type { Violation } from "./invariants.ts";
import type { People } from "./people.ts";

/** A form that somebody fills in, and the version that he was told is saved. */
interface Form {
  readonly submitId: string;
  readonly who: number;
  version: number;
  saving: boolean;
}

/**
 * Forms that are filled in while faults happen. A save is one write and its answer: whatever answers before that write
 * is safe loses it here, where an application's several writes would hide it.
 */
export class Forms {
  readonly #forms: readonly Form[];
  readonly #people: People;
  readonly #lost: Violation[] = [];

  constructor(people: People) {
    this.#people = people;
    this.#forms = Array.from({ length: 12 }, (_, at) => ({
      ...{ submitId: randomUUID(), who: at % 2, version: 0, saving: false },
    }));
  }

  /** Saves the next one that nobody saves at the moment. */
  async save(): Promise<void> {
    const form = this.#forms.find(({ saving }) => !saving);
    if (form === undefined) return;
    form.saving = true;
    const { submitId, who, version } = form;
    const answers = { ...renewalAnswers, applyReason: `第${version + 1}次保存` };
    const body = { business: "SQ1008", answers, attachments: [], step: 0, version };
    const answer = await this.#people.insist(who, "PUT", `/api/drafts/${submitId}`, body, 60_000);
    if (answer?.status === 200) form.version = answer.json.version;
    // A save whose answer was lost went through, and was tried again over the version before it.
    else if (answer?.status === 409) this.#found(form, answer.json.error?.draft?.version ?? 0);
    else if (answer?.status === 404) this.#found(form, 0);
    form.saving = false;
  }

  /** I13: what somebody was told is saved is stored. */
  async lost(): Promise<Violation[]> {
    const stored = await Drafts.find({}).lean();
    for (const form of this.#forms)
      this.#found(form, stored.find(({ submitId }) => submitId === form.submitId)?.version ?? 0);
    return this.#lost;
  }

  #found(form: Form, stored: number): void {
    if (stored < form.version)
      this.#lost.push(`I13: version ${form.version} of a form was told to be saved, ${stored} is there`);
    form.version = stored;
  }
}
