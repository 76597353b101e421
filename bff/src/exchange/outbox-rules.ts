import type { Outgoing, Send } from "../cases/model.ts";

/** What delivery needs to know of a case: its messages in order, and who works on the first unfinished one. */
export interface Line<E extends Entry = Entry> {
  readonly outbox: readonly E[];
  readonly send: Send;
}
export type Entry = Pick<Outgoing, "id" | "ipc" | "st" | "unsure" | "tries" | "code" | "message">;

/** What an attempt that ended does to its entry. `waitMs` counts only while the entry stays the head. */
export interface Patch {
  readonly st: Outgoing["st"];
  readonly unsure: boolean;
  readonly tries: number;
  readonly code: string | null;
  readonly message: string | null;
  readonly waitMs: number;
}

export const finished = ["DONE", "CANCELLED"] as const;
export const blocking = ["HELD", "REFUSED"] as const;
/** A province may hold what we could not confirm, so these two go out past a held or refused message; the rest waits. */
export const overtaking = ["QX1001", "HT1001"] as const;

const within = (list: readonly string[], value: string) => list.includes(value);

/** The entry to send next: at most one of a case is ever in flight, so the order within a case holds. */
export function headOf<E extends Entry>(outbox: readonly E[]): E | null {
  let blocked = false;
  for (const entry of outbox) {
    if (within(finished, entry.st)) continue;
    if (within(blocking, entry.st)) blocked = true;
    else if (!blocked || within(overtaking, entry.ipc)) return entry;
  }
  return null;
}

/** Whether a worker may take the line: due, and nobody's lease runs. */
export function claimable({ send }: Line, now: Date): boolean {
  return send.due != null && send.due <= now && (send.until === null || send.until < now);
}

/**
 * Takes the head for `me`. An entry that is SENDING already is one whose worker died or stalled: whether the province
 * has it is unknown, never "not sent" (reliability 2.1).
 */
export function claimed<E extends Entry>(line: Line<E>, me: string, now: Date, leaseMs: number): Line<E> {
  const head = headOf(line.outbox);
  if (head === null) return { ...line, send: { ...withoutDue(line.send), owner: null, until: null } };
  const taken: E = {
    ...head,
    st: "SENDING",
    unsure: head.unsure || head.st === "SENDING",
    tries: head.tries + 1,
  };
  const until = new Date(now.getTime() + leaseMs);
  return {
    outbox: line.outbox.map((one) => (one.id === head.id ? taken : one)),
    send: { ...line.send, fence: line.send.fence + 1, owner: me, until },
  };
}

/** Writes an attempt's end back; null when another worker has taken over since: then nothing may be decided. */
export function ended<E extends Entry>(
  line: Line<E>,
  me: string,
  fence: number,
  id: string,
  patch: Patch,
  now: Date,
): Line<E> | null {
  if (line.send.fence !== fence || line.send.owner !== me) return null;
  const { waitMs, ...values } = patch;
  // A feedback may have proved receipt meanwhile: DONE stays.
  const outbox = line.outbox.map((one) =>
    one.id === id && one.st === "SENDING" ? { ...one, ...values } : one,
  );
  const head = headOf(outbox);
  const due = head && new Date(now.getTime() + (head.id === id ? waitMs : 0));
  return { outbox, send: { ...withoutDue(line.send), owner: null, until: null, ...(due && { due }) } };
}

/** Appends a message; the same id a second time changes nothing. */
export function pushed<E extends Entry>(line: Line<E>, entry: E, now: Date): Line<E> {
  if (line.outbox.some((one) => one.id === entry.id)) return line;
  return { outbox: [...line.outbox, entry], send: { ...line.send, due: line.send.due ?? now } };
}

/** A withdrawal: what was never tried is cancelled together with it and nothing goes out; else it goes its way. */
export function withdrawn<E extends Entry>(line: Line<E>, entry: E, now: Date): Line<E> {
  if (line.outbox.some((one) => one.id === entry.id)) return line;
  if (!untouched(line.outbox)) return pushed(line, entry, now);
  const outbox = [...line.outbox, entry].map((one) => ({ ...one, st: "CANCELLED" as const }));
  return { outbox, send: withoutDue(line.send) };
}

/** Feedback is proof that the province has the messages of these interfaces, whatever their attempts ended with. */
export function proved<E extends Entry>(line: Line<E>, ipcs: readonly string[], now: Date): Line<E> {
  const outbox = line.outbox.map((one) =>
    within(ipcs, one.ipc) && !within(finished, one.st)
      ? { ...one, st: "DONE" as const, unsure: false, code: "feedback" }
      : one,
  );
  const head = headOf(outbox);
  const due = head?.id === headOf(line.outbox)?.id ? (line.send.due ?? now) : now;
  return { outbox, send: { ...withoutDue(line.send), ...(head && { due }) } };
}

/**
 * The line of a store that was put back to an earlier state: whatever was not finished then may have been sent since, or
 * corrected by an operator, so nothing of it can be taken for unsent or refused.
 */
export function restored<E extends Entry>(line: Line<E>, now: Date): Line<E> {
  const outbox = line.outbox.map((one): E => {
    if (within(finished, one.st)) return one;
    const st = within(blocking, one.st) ? "HELD" : "WAIT";
    return { ...one, st, unsure: true, tries: Math.max(one.tries, 1) };
  });
  const due = headOf(outbox) && now;
  return { outbox, send: { ...withoutDue(line.send), owner: null, until: null, ...(due && { due }) } };
}

/** The application stands first and nothing of it ever left us. (A window case has none: its withdrawal must go out.) */
function untouched([first]: readonly Entry[]): boolean {
  if (first === undefined || !first.ipc.startsWith("SQ") || first.tries > 0) return false;
  return first.st === "READY" || first.st === "WAIT";
}

function withoutDue({ due: _, ...send }: Send): Send {
  return send;
}
