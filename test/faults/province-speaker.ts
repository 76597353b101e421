import { setTimeout as sleep } from "node:timers/promises";
import type { ProvinceSetup } from "./province.ts";
import type { Journal, Says } from "./province-journal.ts";
import { stamp, type Wire } from "./province-wire.ts";

export interface Waiting {
  readonly left: number;
  readonly heard: number;
}

type Values = Readonly<Record<string, string>>;

/** Decides what becomes of what was taken, and says it to the portal until that answers 0000. */
export class Speaker {
  readonly #setup: ProvinceSetup;
  readonly #wire: Wire;
  readonly #journal: Journal;
  readonly #busy = new Set<string>();
  #token = "";
  #loggingIn: Promise<void> | null = null;
  #dated = 0;

  constructor(setup: ProvinceSetup, wire: Wire, journal: Journal) {
    this.#setup = setup;
    this.#wire = wire;
    this.#journal = journal;
  }

  /** Feedbacks and decisions that are still to come, and how many the portal has taken so far. */
  get waiting(): Waiting {
    const open = [...this.#journal.courses.values()].filter((course) => course === "open").length;
    return { left: open + this.#journal.unheard.size, heard: this.#journal.heard };
  }

  start(): void {
    for (const [sn, course] of this.#journal.courses) if (course === "open") this.#acceptSoon(sn, {});
    setInterval(() => {
      for (const says of this.#journal.unheard.values()) if (this.#busy.size < 8) void this.#say(says);
    }, 150);
  }

  onTaken(ipc: string, sn: string, values: Values, stammers: boolean): void {
    if (ipc.startsWith("SQ")) this.#acceptSoon(sn, values, stammers);
    else if (ipc === "QX1001") {
      const open = this.#journal.courses.get(sn) === "open";
      const reason: Values = open ? {} : { cancelFailReason: "业务已受理，不能撤销" };
      const cancelFeedbackDate = this.#date();
      const result = { cancelResult: open ? "1" : "2", cancelFeedbackDate, deptCode: "1" };
      this.#decide("QX1002", sn, { ...reason, ...result }, open ? "1" : "2");
    } else if (ipc === "PJ1001") {
      const answer = { checkName: "审查员", checkDate: this.#date(), checkOrg: "测试机构", deptCode: "1" };
      const marks = { appStatus: "2", effectivEvalua: "1", rectifStatus: "1" };
      this.#decide("PJ1002", sn, { ...answer, ...marks, feedbackSn: values.feedbackSn ?? "" }, "");
    }
  }

  #acceptSoon(sn: string, values: Values, stammers = false): void {
    setTimeout(
      () => {
        // A withdrawal may have come first: then there is nothing to accept.
        if (this.#journal.courses.get(sn) !== "open") return;
        const states = Number(sn.slice(-1)) % 3 === 0 ? ["3", "6"] : ["3", "5", "7", "8"];
        // One decided after the end must not bring the case back to life.
        const all = stammers ? [...states, "5"] : states;
        const said = all.map((busiState) => ({ busiState, feedbackDate: this.#date() }));
        for (const one of stammers ? said.reverse() : said)
          this.#decide("JD1004", sn, { ...progress(values), ...one }, "");
      },
      100 + Math.random() * 900,
    );
  }

  #decide(ipc: string, sn: string, values: Values, result: string): void {
    const serial = this.#wire.nextSerial();
    const feedbackSn = values.feedbackSn ?? `FB${serial}`;
    const body = { ...values, feedbackSn, businessSn: sn };
    const date = values.feedbackDate ?? values.cancelFeedbackDate ?? "";
    const about = { ipc, serial, sn, feedbackSn, busiState: values.busiState ?? "", date, result };
    this.#journal.write({ t: "says", at: Date.now(), ...about, body });
  }

  /** Second by second, so that what was decided later is dated later. */
  #date(): string {
    this.#dated = Math.max(this.#dated + 1_000, Date.now());
    return stamp(new Date(this.#dated));
  }

  async #say({ serial, ipc, body }: Says): Promise<void> {
    if (this.#busy.has(serial)) return;
    this.#busy.add(serial);
    try {
      // One log-in at a time: a second would kill the token of the first.
      this.#loggingIn ??= this.#token === "" ? this.#logIn() : null;
      await this.#loggingIn;
      const times = Math.random() < 0.1 ? 2 : 1;
      const answers = await Promise.all(Array.from({ length: times }, () => this.#post(ipc, body, serial)));
      for (const answer of answers) {
        const { header } = this.#wire.open(answer);
        if (header.Code === "0004") this.#token = "";
        const text = answer.replace(/"ReqTime":"\d*"/, "");
        this.#journal.write({ t: "heard", at: Date.now(), serial, code: header.Code ?? "", answer: text });
      }
    } catch {
      // No answer: it stays unheard and is said again.
    }
    await sleep(100 + Math.random() * 400);
    this.#busy.delete(serial);
  }

  async #logIn(): Promise<void> {
    try {
      const answer = await this.#post("YZ1001", { ...this.#setup.login }, this.#wire.nextSerial());
      const { body } = this.#wire.open(answer);
      this.#token = (body as Record<string, Record<string, string>>).YZ1001?.token ?? "";
    } finally {
      this.#loggingIn = null;
    }
  }

  async #post(ipc: string, values: Values, serial: string): Promise<string> {
    const { portals } = this.#setup;
    const url = portals[Math.floor(Math.random() * portals.length)]!;
    const body = this.#wire.message(ipc, { [ipc]: values }, serial, ipc === "YZ1001" ? "" : this.#token);
    const headers = { "Content-Type": "application/json;charset=utf-8" };
    const reply = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(5_000) });
    return reply.text();
  }
}

/** What JD1004 repeats of the application; a province that was restarted has only the number left. */
const progress = (values: Values): Values => ({
  ...{ applyName: values.applyName ?? "测试", applyDate: values.applyDate ?? "20261125080000" },
  ...{ interType: "SQ1008", telephone: values.telephone ?? "13800000000" },
  ...{ checkName: "审查员", checkOrg: "测试机构", deptCode: "1" },
});
