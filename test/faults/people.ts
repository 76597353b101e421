import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { ownersOf } from "../../bff/src/identity/owners.ts";
import { openSession } from "../../bff/src/identity/sessions.ts";
import { twoHalves } from "../support/pictures.ts";
import { renewalAnswers, renewalMaterials } from "../support/test-application.ts";
import type { Bed } from "./bed.ts";
import { Forms } from "./forms.ts";

/** One application of a person, and everything that he was told of it, in real time. */
export interface Told {
  readonly submitId: string;
  readonly owner: string;
  readonly region: string;
  /** Its own words, by which its province's journal knows it. */
  readonly mark: string;
  readonly refusable: boolean;
  caseId: string | null;
  businessSn: string | null;
  /** He was told that his withdrawal was taken. */
  withdrawn: boolean;
  rated: boolean;
  readonly asked: { readonly at: number; readonly delivery: string; readonly state: string }[];
}

interface Reply {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  readonly json: any;
}

const places: Readonly<Record<string, string>> = { 110000: "110105", 320000: "320102", 440000: "440103" };
const idCards = ["110101197001019918", "320102197505059927"];

/** People who submit, withdraw, rate and ask, over HTTP, through whichever instance answers. */
export class People {
  readonly told: Told[] = [];
  /** Answers that nobody may ever get: a double click told twice, a 500, … */
  readonly complaints: string[] = [];
  readonly forms = new Forms(this);
  readonly #bed: Bed;
  readonly #signedIn = new Map<number, { at: number; token: Promise<string> }>();
  readonly #photos = new Map<number, Promise<string>>();
  #count = 0;

  constructor(bed: Bed) {
    this.#bed = bed;
  }

  /** After hours of the system's time photos and sessions are old: everybody begins anew. */
  refresh(): void {
    this.#signedIn.clear();
    this.#photos.clear();
  }

  /** Sends in one application and insists until it is told to be accepted; null when it never was. */
  async submit({ region = this.#anyRegion(), refusable = false, patience = 60_000 } = {}): Promise<Told> {
    const who = this.#count++ % idCards.length;
    const told = this.#newTold(who, region, refusable);
    const body = await this.#application(who, told).catch(() => null);
    if (body === null) return told;
    // Some click twice, or in two windows.
    const clicks = this.#chance() < 0.1 ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: clicks }, () => this.insist(who, "POST", "/api/applications", body, patience)),
    );
    this.#note(told, answers);
    return told;
  }

  /** The same application four times at once, then another content under its id; gives the statuses. */
  async clickEverywhere(): Promise<{ same: number[]; other: number | undefined }> {
    const told = this.#newTold(0, this.#anyRegion(), false);
    const body = await this.#application(0, told);
    const send = (changed: object) => this.insist(0, "POST", "/api/applications", changed, 60_000);
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(body)));
    const other = await send({ ...body, answers: { ...body.answers, address: "另一地址 2 号" } });
    this.#note(told, answers);
    return { same: answers.map((one) => one?.status ?? 0), other: other?.status };
  }

  /** Gives the answer's status; 422 when it is too late. */
  async withdraw(told: Told, patience = 60_000): Promise<number> {
    const answer = await this.#follow(told, "QX1001", { cancelReason: "材料拍错了" }, patience);
    if (answer?.status === 201 || answer?.status === 200) told.withdrawn = true;
    return answer?.status ?? 0;
  }

  async rate(told: Told): Promise<void> {
    const answer = await this.#follow(told, "PJ1001", { satisfaction: "5", named: "no" }, 60_000);
    if (answer?.status === 201 || answer?.status === 200) told.rated = true;
  }

  /** Looks at his case, once, and remembers what he read. */
  async ask(told: Told): Promise<void> {
    if (told.caseId === null) return;
    const at = Date.now();
    const answer = await this.#once(this.#whoOf(told), "GET", `/api/cases/${told.caseId}`);
    if (answer?.status !== 200) return;
    const { delivery, state } = answer.json.case;
    told.asked.push({ at: Math.max(at, Date.now()), delivery: delivery.status, state });
  }

  async send(who: number, method: string, path: string, body?: unknown): Promise<Reply | null> {
    return this.#once(who, method, path, body);
  }

  #follow(told: Told, request: string, answers: object, patience: number): Promise<Reply | null> {
    const body = { submitId: randomUUID(), request, caseId: told.caseId, answers, attachments: [] };
    return this.insist(this.#whoOf(told), "POST", "/api/requests", body, patience);
  }

  #newTold(who: number, region: string, refusable: boolean): Told {
    const submitId = randomUUID();
    const mark = `${refusable ? "拒收" : "到期"}${submitId.slice(0, 13)}`;
    const nothing = { caseId: null, businessSn: null, withdrawn: false, rated: false, asked: [] };
    const told: Told = { submitId, owner: idCards[who]!, region, mark, refusable, ...nothing };
    this.told.push(told);
    return told;
  }

  async #application(who: number, { submitId, owner, region, mark }: Told) {
    const photo = await this.#photoOf(who);
    return {
      ...{ submitId, business: "SQ1008" },
      answers: { ...renewalAnswers, idCard: owner, place: places[region], applyReason: mark },
      attachments: renewalMaterials.map((imageType) => ({ imageType, attachment: photo })),
    };
  }

  #note(told: Told, answers: readonly (Reply | null)[]): void {
    for (const answer of answers) {
      if (answer === null) continue;
      if (answer.status !== 200 && answer.status !== 201)
        this.complaints.push(`submit: ${answer.status} ${JSON.stringify(answer.json)}`);
      else if (told.businessSn !== null && told.businessSn !== answer.json.businessSn)
        this.complaints.push(`I1: ${told.submitId} was told two numbers`);
      else {
        told.caseId = answer.json.caseId;
        told.businessSn = answer.json.businessSn;
      }
    }
  }

  #whoOf = (told: Told) => idCards.indexOf(told.owner);
  #chance = () => this.#bed.options.chance();
  #anyRegion = () => Object.keys(places)[Math.floor(this.#chance() * 3)]!;

  /** The same again until there is an answer that is not "try again"; null when patience ends. */
  async insist(
    who: number,
    method: string,
    path: string,
    body: unknown,
    patience: number,
  ): Promise<Reply | null> {
    for (const end = Date.now() + patience; Date.now() < end; await sleep(100 + this.#chance() * 200)) {
      const answer = await this.#once(who, method, path, body);
      if (answer === null || answer.status >= 500 || answer.status === 429 || answer.status === 401) {
        if (answer?.status === 500) this.complaints.push(`500 at ${path}: ${JSON.stringify(answer.json)}`);
        if (answer?.status === 401) this.#signedIn.delete(who);
        continue;
      }
      return answer;
    }
    return null;
  }

  async #once(who: number, method: string, path: string, body?: unknown): Promise<Reply | null> {
    try {
      const doors = this.#bed.doors;
      const door = doors[Math.floor(this.#chance() * doors.length)]!;
      const token = await this.#tokenOf(who);
      const form = body instanceof FormData;
      const reply = await fetch(`http://127.0.0.1:${door.port}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && !form && { "Content-Type": "application/json" }),
        },
        ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
        signal: AbortSignal.timeout(10_000),
      });
      return { status: reply.status, json: await reply.json() };
    } catch {
      return null;
    }
  }

  /** As the unified identity would have signed him in; fresh enough for what only he may do. */
  #tokenOf(who: number): Promise<string> {
    const now = this.#bed.lapse.now();
    const known = this.#signedIn.get(who);
    if (known !== undefined && now.getTime() - known.at < 5 * 60_000) return known.token;
    const sign = async () => {
      const person = { name: "测试甲", idType: "1", idCard: idCards[who]!, phone: "13800000001", sex: "1" };
      return openSession(await ownersOf({ person, firm: null } as never, now), now);
    };
    const token = sign();
    token.catch(() => this.#signedIn.delete(who));
    this.#signedIn.set(who, { at: now.getTime(), token });
    return token;
  }

  #photoOf(who: number): Promise<string> {
    const upload = async () => {
      const form = () => {
        const made = new FormData();
        made.append("file", new Blob([new Uint8Array(picture)]), "photo.jpg");
        return made;
      };
      const picture = await twoHalves(64, 48, "jpeg");
      for (const end = Date.now() + 120_000; Date.now() < end; await sleep(200)) {
        const answer = await this.#once(who, "POST", "/api/attachments", form());
        if (answer?.status === 201) return answer.json.id as string;
      }
      throw new Error("no photo could be uploaded within two minutes");
    };
    const known = this.#photos.get(who) ?? upload();
    known.catch(() => this.#photos.delete(who));
    this.#photos.set(who, known);
    return known;
  }
}
