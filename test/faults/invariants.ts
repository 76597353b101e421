import { progressIn } from "../../bff/src/cases/feedback-kinds.ts";
import type { CaseDoc } from "../../bff/src/cases/model.ts";
import { stateOf } from "../../shared-types/src/progress.ts";
import type { Told } from "./people.ts";
import type { Records } from "./records.ts";

/** One thing that must never be; begins with the invariant's name. */
export type Violation = string;

/** Compares the three records: what people were told, what is stored, what provinces hold (reliability 3, I1 to I11). */
export function violations({ told, cases, inbox, attempts, provinces }: Records): Violation[] {
  const found: Violation[] = [];
  const bySn = new Map(cases.map((one) => [one.businessSn, one]));
  const byId = new Map(cases.map((one) => [one._id, one]));
  const toldByMark = new Map(told.map((one) => [one.mark, one]));
  if (bySn.size !== cases.length) found.push("I8: a businessSn stands for two cases");

  const serials = new Map<string, string>();
  for (const { outbox } of cases)
    for (const { id, serial } of outbox) {
      if ((serials.get(serial) ?? id) !== id) found.push(`I8: ${serial} stands for two messages`);
      serials.set(serial, id);
    }

  for (const one of told) {
    if (one.caseId === null) continue;
    const stored = byId.get(one.caseId);
    if (stored === undefined) found.push(`I1: ${one.businessSn} was accepted and is lost`);
    else found.push(...ofCase(one, stored, provinces.get(one.region)!));
  }
  for (const [region, { got, effects, said, heard, posts }] of provinces) {
    const seen = new Map<string, string>();
    for (const { ipc, sn, mark, serial } of effects) {
      const key = `${ipc} of ${sn}`;
      if (seen.has(key) && ipc !== "PJ1001") found.push(`I1: ${region} holds ${key} twice`);
      seen.set(key, serial);
      if (!ipc.startsWith("SQ")) continue;
      const whose = toldByMark.get(mark);
      if (whose === undefined || whose.region !== region)
        found.push(`I2: ${region} holds ${sn}, which nobody sent it`);
      else if (whose.businessSn !== null && whose.businessSn !== sn)
        found.push(`I1: ${region} holds ${sn} and ${whose.businessSn} of one application`);
    }
    // What follows an application comes after it was taken, or, past a refused one, after the province refused it.
    const judged = new Set<string>();
    for (const { ipc, sn, code, effect } of got)
      if (ipc.startsWith("SQ")) {
        if (effect && judged.has(`past ${sn}`)) found.push(`I6: ${sn} came after what follows it`);
        if (effect || code === "1001") judged.add(sn);
      } else if (effect) {
        if (!judged.has(sn)) found.push(`I6: ${ipc} of ${sn} came before its application`);
        judged.add(`past ${sn}`);
      }
    for (const { serial, count } of posts) {
      const written = attempts.began.get(serial) ?? 0;
      if (written < count)
        found.push(`I7: ${region} saw ${serial} ${count} times, ${written} are written down`);
    }
    for (const one of said) {
      const answers = heard.get(one.serial) ?? [];
      if (new Set(answers).size > 1) found.push(`I4: ${one.serial} was answered in two ways`);
      if (answers.length === 0) continue;
      const kept = bySn
        .get(one.sn)
        ?.feedbacks.filter(({ sn, ipc }) => sn === one.feedbackSn && ipc === one.ipc);
      if (kept === undefined || kept.length === 0)
        found.push(`I3: ${one.serial} was answered 0000 and is lost`);
      else if (kept.length > 1) found.push(`I4: ${one.serial} had ${kept.length} effects`);
    }
  }
  for (const serial of attempts.answered)
    if (![...provinces.values()].some((one) => one.allSerials.has(serial)))
      found.push(`I7: ${serial} is written down as answered, no province saw it`);
  for (const one of inbox) if (one.st === "new") found.push(`I10: ${one._id} is still to be handled`);
  return found;
}

type Province = Records["provinces"] extends ReadonlyMap<string, infer P> ? P : never;

function ofCase(told: Told, stored: CaseDoc, province: Province): Violation[] {
  const found: Violation[] = [];
  const sn = stored.businessSn;
  const effect = province.effects.find((one) => one.sn === sn && one.ipc.startsWith("SQ"));
  const [first] = stored.outbox;
  const st = first?.st;
  if (st === "DONE" && effect === undefined)
    found.push(`I1: ${sn} is told to be delivered, its province does not hold it`);
  if (st === "REFUSED" && effect !== undefined)
    found.push(`I11: ${sn} is told to be refused, its province holds it`);
  if (st === "REFUSED" && !told.refusable) found.push(`I11: ${sn} was never refused`);
  if (st === "HELD" && effect === undefined && !told.refusable) found.push(`I10: ${sn} is held for nothing`);
  if (st === "CANCELLED" && effect !== undefined)
    found.push(`I2: ${sn} was cancelled, its province holds it`);
  if (st === "CANCELLED" && !stored.requests?.some(({ request }) => request === "QX1001"))
    found.push(`I1: ${sn} was dropped`);
  if (told.withdrawn && !stored.outbox.some(({ ipc }) => ipc === "QX1001"))
    found.push(`I1: the withdrawal of ${sn} was taken and is lost`);
  let behind = false;
  for (const { ipc, st } of stored.outbox) {
    const open = st === "READY" || st === "SENDING" || st === "WAIT";
    if (open && !(behind && ipc !== "QX1001")) found.push(`I10: ${ipc} of ${sn} is left ${st}`);
    behind ||= st === "HELD" || st === "REFUSED";
  }
  for (const { at, delivery } of told.asked)
    if (delivery === "delivered" && (effect === undefined || effect.at > at))
      found.push(`I11: ${sn} was told to be delivered before its province had it`);
  const said = province.said.filter((one) => one.sn === sn);
  // What was not heard to its end may be here or not: that it is unheard is told by I10.
  if (!said.every(({ serial }) => province.heard.has(serial))) return found;
  const progress = said.flatMap(({ ipc, body, feedbackSn }) => {
    const { state, date } = progressIn(ipc, body);
    return state === null ? [] : [{ busiState: state, feedbackDate: date, feedbackSn }];
  });
  const expected = progress.length === 0 ? "0" : stateOf(stored.business, progress).state;
  if (stored.state !== expected) found.push(`I5: ${sn} shows ${stored.state}, its province said ${expected}`);
  const over = province.courses.get(sn);
  if ((over === "withdrawn") !== (stored.state === "2"))
    found.push(`one outcome: ${sn} is ${over} there and ${stored.state} here`);
  return found;
}
