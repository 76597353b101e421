// What this province knows: an append-only file, and the state that it adds up to. A line is written before anything is answered.

import { createHash } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Entry, Feedback, Received } from "./entries.ts";

export interface Case {
  readonly sn: string;
  readonly business: string;
  /** The how many-th case of this province. */
  readonly number: number;
  readonly values: Readonly<Record<string, string>>;
  readonly attachments: Received["attachments"];
  readonly receivedAt: number;
  /** "" until something is decided; then the code of B.12 that was last reached. */
  state: string;
  changedAt: number;
  plan: "auto" | "good" | "manual";
  readonly feedbacks: Feedback[];
  materials: { ok: boolean; faults: string[] } | null;
}

/** What was handed in at a window is there already. */
const nothingToFetch = { ok: true, faults: [] };

export class Ledger {
  readonly cases = new Map<string, Case>();
  readonly messages: Received[] = [];
  readonly answered = new Map<string, Received>();
  readonly outbox = new Map<string, Feedback>();
  /** Feedback whose file has its last form. */
  readonly made = new Set<string>();
  readonly wishes = new Set<string>();
  readonly otherFaults: { at: number; where: string; message: string }[] = [];
  private readonly files: string;
  private readonly fd: number;

  constructor(dir: string) {
    this.files = join(dir, "files");
    mkdirSync(this.files, { recursive: true });
    const journal = join(dir, "journal.jsonl");
    const written = existsSync(journal) ? readFileSync(journal, "utf8") : "";
    this.fd = openSync(journal, "a");
    // A line cut short by a kill was never answered: it is closed off and passed over.
    if (written && !written.endsWith("\n")) writeSync(this.fd, "\n");
    for (const entry of entriesIn(written)) this.apply(entry);
  }

  record(entry: Entry): void {
    writeSync(this.fd, `${JSON.stringify(entry)}\n`);
    this.apply(entry);
  }

  /** Keeps a file once, by digest. */
  keep(bytes: Buffer): string {
    const digest = createHash("sha256").update(bytes).digest("hex");
    const file = join(this.files, digest);
    if (!existsSync(file)) writeFileSync(file, bytes);
    return digest;
  }

  read(digest: string): Buffer {
    return readFileSync(join(this.files, digest));
  }

  close(): void {
    closeSync(this.fd);
  }

  private apply(entry: Entry): void {
    if (entry.t === "received") this.applyReceived(entry);
    else if (entry.t === "fault") this.otherFaults.push(entry);
    else if (entry.t === "window") this.open(entry, [], { plan: "manual", materials: nothingToFetch });
    else if (entry.t === "wish") this.applyWish(entry.sn);
    else if (entry.t === "feedback") this.applyFeedback(entry);
    else if (entry.t === "made") this.applyMade(entry);
    else if (entry.t === "delivered") this.outbox.delete(entry.id);
    else this.applyToCase(entry);
  }

  private applyReceived(entry: Received): void {
    this.messages.push(entry);
    if (!entry.taken) return;
    this.answered.set(entry.serial, entry);
    if (!entry.ipc.startsWith("SQ") || this.cases.has(entry.sn)) return;
    const plan = this.wishes.has(entry.sn) ? "good" : "auto";
    this.open({ ...entry, business: entry.ipc }, entry.attachments, { plan, materials: null });
  }

  private open(
    { sn, business, at, values }: Pick<Case, "sn" | "business" | "values"> & { at: number },
    attachments: Case["attachments"],
    begun: Pick<Case, "plan" | "materials">,
  ): void {
    const number = this.cases.size + 1;
    const dates = { receivedAt: at, changedAt: at };
    this.cases.set(sn, {
      sn,
      business,
      number,
      values,
      attachments,
      ...dates,
      state: "",
      feedbacks: [],
      ...begun,
    });
  }

  private applyWish(sn: string): void {
    this.wishes.add(sn);
    const found = this.cases.get(sn);
    if (found) found.plan = "good";
  }

  private applyFeedback(entry: Feedback): void {
    this.outbox.set(entry.id, entry);
    const found = this.cases.get(entry.sn);
    if (!found) return;
    found.feedbacks.push(entry);
    if (entry.state) Object.assign(found, { state: entry.state, changedAt: entry.at });
  }

  private applyMade({ id, name, file }: Extract<Entry, { t: "made" }>): void {
    this.made.add(id);
    const feedback = this.outbox.get(id);
    if (feedback) this.outbox.set(id, { ...feedback, body: { ...feedback.body, [name]: { $file: file } } });
  }

  private applyToCase(entry: Extract<Entry, { t: "plan" | "materials" }>): void {
    const found = this.cases.get(entry.sn);
    if (!found) return;
    if (entry.t === "plan") found.plan = entry.plan;
    else found.materials = { ok: entry.ok, faults: entry.faults };
  }
}

function* entriesIn(text: string): Generator<Entry> {
  for (const line of text.split("\n")) {
    try {
      if (line) yield JSON.parse(line) as Entry;
    } catch {
      // The line that a kill cut short.
    }
  }
}
