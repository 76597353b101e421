// Sends our feedback until the portal answers 0000: per case one after the other, in the province's own manners.
import type { Feedback } from "./entries.ts";
import { nextSerial } from "./feedback.ts";
import type { PortalClient } from "./portal-client.ts";
import { isEnd } from "./progress.ts";
import type { Province } from "./province.ts";
import { noteFault } from "./receive.ts";
import { withQr } from "./voucher.ts";

const waits = [1, 2, 5, 10, 30, 60];
const atOnce = 4;

interface Attempts {
  tries: number;
  due: number;
  why: string;
}

export class Delivery {
  /** Feedback that was tried and not yet taken: how often, when next, why not. */
  readonly attempts = new Map<string, Attempts>();
  private readonly province: Province;
  private readonly portal: PortalClient;
  private readonly busy = new Set<string>();

  constructor(province: Province, portal: PortalClient) {
    this.province = province;
    this.portal = portal;
  }

  /** Starts what is due; returns at once. */
  tick(): void {
    for (const feedback of this.province.ledger.outbox.values()) {
      if (this.busy.size >= atOnce) return;
      const due = this.attempts.get(feedback.id)?.due ?? 0;
      if (due > Date.now() || this.busy.has(feedback.sn) || this.mustWait(feedback)) continue;
      this.busy.add(feedback.sn);
      void this.deliver(feedback).finally(() => this.busy.delete(feedback.sn));
    }
  }

  // Within a case in order; a stammering province lets the second of each pair go first.
  private mustWait(feedback: Feedback): boolean {
    const { ledger, dialect } = this.province;
    const found = ledger.cases.get(feedback.sn);
    const at = found?.feedbacks.findIndex(({ id }) => id === feedback.id) ?? -1;
    if (!found || at === -1) return false;
    const neighbour = found.feedbacks[dialect.stammers ? at + 1 : at - 1];
    if (!dialect.stammers) return neighbour !== undefined && ledger.outbox.has(neighbour.id);
    if (at % 2 === 1 || found.plan === "manual") return false;
    if (neighbour) return ledger.outbox.has(neighbour.id);
    return !isEnd(found.business, feedback.state) && Date.now() - feedback.at < 20_000;
  }

  private async deliver(feedback: Feedback): Promise<void> {
    const { ledger, dialect } = this.province;
    try {
      const { tries = 0 } = this.attempts.get(feedback.id) ?? {};
      const { body } = await withQr(this.province, this.portal, feedback, tries);
      const text = JSON.stringify({ [feedback.ipc]: this.withFiles(body) });
      const answer = await this.portal.send(feedback.ipc, text, feedback.serial);
      if (answer.code !== "0000") return this.failed(feedback, `${answer.code} ${answer.message}`);
      if (dialect.stammers) await this.again(feedback, text);
      this.attempts.delete(feedback.id);
      ledger.record({ t: "delivered", at: Date.now(), id: feedback.id });
    } catch (error) {
      this.failed(feedback, reasonOf(error));
    }
  }

  // Once more: under the same number, or the same feedback under a new one. Both must be taken without effect.
  private async again(feedback: Feedback, text: string): Promise<void> {
    const same = Number(feedback.state) % 2 === 1;
    const serial = same ? feedback.serial : nextSerial(this.province.region);
    const { code, message } = await this.portal.send(feedback.ipc, text, serial);
    if (code !== "0000")
      noteFault(this.province, `重复的 ${feedback.ipc}`, `应答 ${code} ${message}，应为 0000`);
  }

  private failed({ id }: Feedback, why: string): void {
    const tries = (this.attempts.get(id)?.tries ?? 0) + 1;
    const wait = waits[Math.min(tries, waits.length) - 1]!;
    this.attempts.set(id, { tries, due: Date.now() + wait * 1000, why });
  }

  private withFiles(body: Feedback["body"]): Record<string, unknown> {
    const whole = ([name, value]: [string, unknown]) => {
      const digest = (value as { $file?: string }).$file;
      return [name, digest ? this.province.ledger.read(digest).toString("base64") : value];
    };
    return Object.fromEntries(Object.entries(body).map(whole));
  }
}

export const reasonOf = (error: unknown): string => {
  const { message, cause } = error as Error & { cause?: { code?: string } };
  return cause?.code ? `${message}（${cause.code}）` : message;
};
