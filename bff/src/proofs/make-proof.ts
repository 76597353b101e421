import type { Entry } from "../audit/entry.ts";
import { timeOf } from "../audit/entry.ts";
import { closedHeadWith } from "../audit/inclusion.ts";
import { AuditEntries } from "../audit/model.ts";
import type { CaseDoc, Feedback } from "../cases/model.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { keysInUse, unseal } from "../crypto/sealed.ts";
import { sign } from "../crypto/signature.ts";
import { format, saltOf } from "./statement.ts";

/** One statement of the portal, signed, with the entry of the audit trail that was written when it happened. */
interface Link {
  readonly statement: string;
  readonly signature: string;
  readonly publicKey: string;
  readonly entry: Entry;
  /** The way to the published head of its day; null until that day is closed. */
  readonly inclusion: Awaited<ReturnType<typeof closedHeadWith>>;
}

export interface Proof {
  readonly format: string;
  readonly links: readonly Link[];
  /** Salt and value of each answer: whoever leaves one out keeps it to himself, and the rest still verifies. */
  readonly disclosed: readonly { readonly name: string; readonly salt: string; readonly value: string }[];
}

/** The proof as far as it has grown: submitted, then delivered, then accepted. null: the case has none (a window's). */
export async function makeProof(of: CaseDoc): Promise<Proof | null> {
  if (of.proof === undefined) return null;
  const about = { on: { $in: [of.businessSn, of.outbox[0]?.serial ?? ""] } };
  const entries = (await AuditEntries.collection
    .find(about as never)
    .sort({ at: 1, seq: 1 })
    .toArray()) as unknown as Entry[];
  const statements = [
    { statement: () => of.proof!, entry: entries.find(({ digest }) => digest === sm3Hex(of.proof!)) },
    delivered(of, entries),
    accepted(of, entries),
  ];
  const links: Link[] = [];
  for (const { statement, entry } of statements) {
    if (entry === undefined) continue;
    const before = links.at(-1)?.statement;
    links.push(await linkOf(statement(before === undefined ? "" : sm3Hex(before)), entry));
  }
  const answers = JSON.parse(unseal(of.answers, { id: of._id, path: "answers" })) as Record<string, string>;
  const disclosed = Object.entries(answers).map(([name, value]) => ({
    name,
    salt: saltOf(of._id, name),
    value,
  }));
  return links[0] === undefined ? null : { format, links, disclosed };
}

async function linkOf(statement: string, entry: Entry): Promise<Link> {
  const keys = keysInUse().sm2;
  const { _id, ...rest } = entry;
  return {
    statement,
    signature: sign(statement, keys),
    publicKey: keys.publicKey,
    entry: { _id, ...rest },
    inclusion: await closedHeadWith(entry),
  };
}

/** The province answered 0000, or its feedback proves that it had the application. */
function delivered(of: CaseDoc, entries: readonly Entry[]) {
  const first = of.outbox[0];
  const answer = entries.find(
    ({ on, act, result }) => on === first?.serial && act.startsWith("sent ") && result === "0000",
  );
  const entry = first?.st !== "DONE" ? undefined : (answer ?? entryOf(earliest(of.feedbacks), entries));
  return {
    entry,
    statement: (before: string) =>
      say(of, "delivered", before, entry, { serial: first?.serial, how: answer ? "0000" : "feedback" }),
  };
}

/** 3 and whatever follows it but 4 (不予受理). */
function accepted(of: CaseDoc, entries: readonly Entry[]) {
  const feedback = earliest(
    of.feedbacks.filter(({ state }) => state !== null && !["1", "2", "4"].includes(state)),
  );
  const entry = entryOf(feedback, entries);
  return {
    entry,
    statement: (before: string) =>
      say(of, "accepted", before, entry, {
        state: feedback?.state,
        interface: feedback?.ipc,
        dated: feedback?.date,
      }),
  };
}

function say(of: CaseDoc, kind: string, before: string, entry: Entry | undefined, more: object): string {
  const { businessSn, region } = of;
  const at = entry?.at ?? timeOf(of.createdAt);
  return JSON.stringify({ format, kind, before, businessSn, region, at, evidence: entry?.digest, ...more });
}

const earliest = (feedbacks: readonly Feedback[]) =>
  [...feedbacks].sort((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())[0];

const entryOf = (feedback: Feedback | undefined, entries: readonly Entry[]) =>
  feedback && entries.find(({ act, digest }) => act.startsWith("feedback ") && digest === feedback.key);
