import type { Outcome } from "../../bff/src/exchange/decide-outbox.ts";
import type { Feedback } from "./sim-store.ts";
import type { World } from "./world.ts";

export interface Post {
  readonly serial: string;
  readonly businessSn: string;
  readonly ipc: string;
  readonly token: string;
  /** Whether an application of this case could still be on its way: then nothing else of it may come. */
  readonly ownApplicationOpen: boolean;
}

const answered = (code: string, message = ""): Outcome => ({ kind: "answered", code, message });

/** A province system: keeps what it did *before* it answers, as a real one must. */
export class SimProvince {
  readonly world: World;
  /** SerialNum → what was answered. */
  readonly #answers = new Map<string, string>();
  /** businessSn → effects, in order. */
  readonly effects = new Map<string, string[]>();
  readonly feedbacks = new Map<string, Feedback[]>();
  token = 0;
  down = false;
  /** Answers a repeat with 1001 "重复" instead of the stored answer. */
  readonly refusesRepeats: boolean;
  readonly #refused = new Map<string, boolean>();
  #feedbackCount = 0;
  readonly #sendFeedback: (businessSn: string, feedback: Feedback) => void;

  constructor(world: World, sendFeedback: (businessSn: string, feedback: Feedback) => void) {
    this.world = world;
    this.refusesRepeats = world.chance.draw("refuses repeats") < 0.4;
    this.#sendFeedback = sendFeedback;
  }

  /** A log-in, ours or a thief's with our account: it kills the token before it. */
  logIn(): string {
    this.token += 1;
    return String(this.token);
  }

  take(post: Post): Outcome {
    const { world } = this;
    world.tell(() => `province gets ${post.ipc} of ${post.businessSn} under ${post.serial}`);
    if (post.token !== String(this.token)) return answered("0004");
    if (world.chance.fault("province: not now", 0.03)) return answered("0003");
    const before = this.#answers.get(post.serial);
    if (before !== undefined) return this.refusesRepeats ? answered("1001", "数据重复") : answered(before);
    if (world.chance.fault("province: unknown error", 0.03)) {
      if (world.chance.draw("9999 after the effect") < 0.5) this.#process(post);
      return answered("9999");
    }
    return answered(this.#process(post));
  }

  refuses(businessSn: string): boolean {
    const known = this.#refused.get(businessSn) ?? this.world.chance.draw("refuses a case") < 0.1;
    this.#refused.set(businessSn, known);
    return known;
  }

  #process(post: Post): string {
    const done = this.effects.get(post.businessSn) ?? [];
    if (post.ipc !== "SQ1008" && !done.includes("SQ1008") && post.ownApplicationOpen)
      this.world.violate(`I6: ${post.ipc} of ${post.businessSn} came before its application`);
    // Some applications are refused for good, whenever they come.
    if (post.ipc === "SQ1008" && this.refuses(post.businessSn)) return "1001";
    if (done.includes(post.ipc))
      this.world.violate(`I1: ${post.ipc} of ${post.businessSn} took effect twice`);
    this.effects.set(post.businessSn, [...done, post.ipc]);
    this.#answers.set(post.serial, "0000");
    this.world.later(this.world.chance.between("work", 500, 90_000), () => this.#feedBack(post));
    return "0000";
  }

  #feedBack({ businessSn, ipc }: Post): void {
    const { chance } = this.world;
    if (ipc === "QX1001") {
      const cancelResult = this.effects.get(businessSn)?.includes("SQ1008") ? "1" : "2";
      this.#say(businessSn, { ipc: "QX1002", busiState: "2", cancelResult });
      return;
    }
    const states = chance.draw("end") < 0.3 ? ["3", "6"] : ["3", "5", "7", "8"];
    for (const busiState of states) this.#say(businessSn, { ipc: "JD1004", busiState });
  }

  #say(businessSn: string, what: Pick<Feedback, "ipc" | "busiState" | "cancelResult">): void {
    const count = ++this.#feedbackCount;
    // Dated in order, sent in any.
    const feedbackDate = String(20_261_123_000_000 + Math.floor(this.world.now / 1000) + count);
    const feedback = { ...what, key: `F${count}`, feedbackSn: `F${count}`, feedbackDate };
    this.feedbacks.set(businessSn, [...(this.feedbacks.get(businessSn) ?? []), feedback]);
    this.#sendFeedback(businessSn, feedback);
  }
}
