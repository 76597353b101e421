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

/** How a case ends here: accepted comes first or withdrawn comes first, never both; undone wins over all. */
type Course = "open" | "accepted" | "withdrawn" | "undone";

/** A province system: keeps what it did *before* it answers, as a real one must. */
export class SimProvince {
  readonly world: World;
  /** SerialNum → what was answered. */
  readonly #answers = new Map<string, string>();
  /** businessSn → effects, in order. */
  readonly effects = new Map<string, string[]>();
  readonly courses = new Map<string, Course>();
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
    const { businessSn, ipc } = post;
    const { world } = this;
    const done = this.effects.get(businessSn) ?? [];
    if (ipc !== "SQ1008" && !done.includes("SQ1008") && post.ownApplicationOpen)
      world.violate(`I6: ${ipc} of ${businessSn} came before its application`);
    // Some applications are refused for good, whenever they come.
    if (ipc === "SQ1008" && this.refuses(businessSn)) return "1001";
    if (done.includes(ipc)) world.violate(`I1: ${ipc} of ${businessSn} took effect twice`);
    this.effects.set(businessSn, [...done, ipc]);
    this.#answers.set(post.serial, "0000");
    if (ipc === "SQ1008") {
      this.courses.set(businessSn, "open");
      world.later(world.chance.between("work", 500, 90_000), () => this.#accept(businessSn));
    } else world.later(world.chance.between("answer", 500, 20_000), () => this.#reply(ipc, businessSn));
    return "0000";
  }

  /** Takes the case on, unless it was withdrawn a moment ago; what it says of it is dated in order and sent in any. */
  #accept(businessSn: string): void {
    if (this.courses.get(businessSn) !== "open") return;
    this.courses.set(businessSn, "accepted");
    const { chance } = this.world;
    const states = chance.draw("end") < 0.3 ? ["3", "6"] : ["3", "5", "7", "8"];
    // Some offices go on writing after the end: that must not bring a finished case back to life.
    const after = chance.draw("writes after the end") < 0.1 ? ["5"] : [];
    for (const busiState of [...states, ...after]) this.#say(businessSn, { ipc: "JD1004", busiState });
  }

  #reply(ipc: string, businessSn: string): void {
    const { courses } = this;
    if (ipc === "PJ1001") this.#say(businessSn, { ipc: "PJ1002", busiState: "" });
    else if (ipc === "HT1001") {
      const undone = courses.has(businessSn) && this.world.chance.draw("undoes") < 0.7;
      if (undone) courses.set(businessSn, "undone");
      this.#say(businessSn, { ipc: "HT1002", busiState: "", result: undone ? "1" : "2" });
    } else {
      const open = courses.get(businessSn) === "open";
      if (open) courses.set(businessSn, "withdrawn");
      this.#say(businessSn, { ipc: "QX1002", busiState: "2", result: open ? "1" : "2" });
    }
  }

  #say(businessSn: string, what: Pick<Feedback, "ipc" | "busiState" | "result">): void {
    const count = ++this.#feedbackCount;
    const feedbackDate = String(20_261_123_000_000 + Math.floor(this.world.now / 1000) + count);
    const key = `F${count}`;
    const { ipc, busiState, result } = what;
    const feedback = { ipc, busiState, ...(result && { result }), key, feedbackSn: key, feedbackDate };
    this.feedbacks.set(businessSn, [...(this.feedbacks.get(businessSn) ?? []), feedback]);
    this.world.tell(() => `province says ${what.ipc} ${what.busiState} of ${businessSn}`);
    this.#sendFeedback(businessSn, feedback);
  }
}
