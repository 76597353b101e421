import { record } from "../audit/current.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { type SettlementDoc, settlements } from "../exchange/collections.ts";
import { isDuplicate, maxTimeMS } from "../store/connection.ts";
import type { Promised } from "./case-findings.ts";
import type { Finding } from "./findings.ts";
import { type Only, reconcile } from "./reconcile.ts";

/** What an operator did about a finding. */
export interface Settlement {
  /** ISO time. */
  readonly at: string;
  readonly who: string;
  readonly reason: string;
}

/** A finding with all that was ever decided about it, the oldest first. */
export interface JudgedFinding extends Finding {
  /** false: it is settled, and nothing about it has changed since. */
  readonly open: boolean;
  readonly settlements: readonly Settlement[];
}

const day = 86_400_000;

/** What does not fit, each with its settlements; without `all` only what is to be done. */
export async function listFindings(
  promised: Promised,
  now: Date,
  { all = false, ...only }: Only & { readonly all?: boolean } = {},
): Promise<JudgedFinding[]> {
  const found = await reconcile(promised, now, only);
  const rows = await settlementsOf(found.map(({ id }) => id));
  const judged = found.map((one) => {
    const own = rows.get(one.id) ?? [];
    return { ...one, open: !isSettled(one, own.at(-1), now), settlements: own.map(present) };
  });
  return judged.filter(({ open }) => all || open);
}

/**
 * Whether the last settlement still holds: about the same facts and, where silence is what is odd, until the silence is
 * twice as long as when it was settled (and no sooner than a day after). Pure.
 */
export function isSettled(
  { facts, silence, since }: Pick<Finding, "facts" | "silence" | "since">,
  last: Pick<SettlementDoc, "facts" | "at"> | undefined,
  now: Date,
): boolean {
  if (last === undefined || last.facts !== facts) return false;
  const before = last.at.getTime() - Date.parse(since);
  return !silence || now.getTime() - last.at.getTime() < Math.max(before, day);
}

/**
 * An operator's word that a finding is settled; the reason says how. Written down in the audit trail before it works,
 * and works once: `done` is false when it was settled already. Throws notFound when nothing is odd there any more.
 */
export async function settleFinding(
  { who, id, reason }: { readonly who: string; readonly id: string; readonly reason: string },
  promised: Promised,
  now: Date,
): Promise<{ readonly done: boolean; readonly finding: JudgedFinding }> {
  if (reason.trim().length < 4) throw new AppError("badRequest", { message: "请写明理由（至少四个字）。" });
  const owner = id.slice(0, id.lastIndexOf("."));
  const only = /^[0-9A-Za-z]{6}$/.test(owner) ? { region: owner } : { caseId: owner };
  const find = async () =>
    (await listFindings(promised, now, { ...only, all: true })).find((one) => one.id === id);
  const finding = await find();
  if (finding === undefined)
    throw new AppError("notFound", { message: "这里没有需要核对的事项，可能已有新的反馈。" });
  if (!finding.open) return { done: false, finding };
  const { kind, facts, businessSn, region, settlements: earlier } = finding;
  const words = JSON.stringify({ reason });
  const fact = {
    ...{ who: `operator:${who}`, act: `settle finding ${kind}`, on: businessSn || region },
    digest: sm3Hex(words),
  };
  await record({ ...fact, result: "begun" });
  const done = await insertOnce({
    ...{ _id: `${id}:${earlier.length + 1}`, finding: id, kind, facts, on: fact.on, at: now, who },
    words: seal(words, { id: `${id}:${earlier.length + 1}`, path: "words" }),
  });
  await record({ ...fact, result: done ? "done" : "too late" });
  return { done, finding: (await find()) ?? finding };
}

/** Of two operators at once, one decides: the number of a settlement is a part of its `_id`. */
async function insertOnce(row: SettlementDoc): Promise<boolean> {
  try {
    await settlements().insertOne(row);
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

async function settlementsOf(ids: readonly string[]): Promise<Map<string, SettlementDoc[]>> {
  const found = new Map<string, SettlementDoc[]>();
  for (let at = 0; at < ids.length; at += 1_000) {
    const some = { finding: { $in: ids.slice(at, at + 1_000) } };
    for await (const row of settlements().find(some, { maxTimeMS }))
      found.set(row.finding, [...(found.get(row.finding) ?? []), row]);
  }
  for (const rows of found.values()) rows.sort((a, b) => a.at.getTime() - b.at.getTime());
  return found;
}

function present({ _id, at, who, words }: SettlementDoc): Settlement {
  const { reason } = JSON.parse(unseal(words, { id: _id, path: "words" }));
  return { at: at.toISOString(), who, reason };
}
