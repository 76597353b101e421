// The portal as a person's browser sees it: sign-in through the identity's pages, then the JSON interface.
import type { ApiError } from "shared-types";
import type { Hold } from "../support/api-description.ts";
import { Browser } from "../support/browser-session.ts";
import { DemoError } from "./errors.ts";

export class Portal {
  private readonly browser = new Browser();
  private readonly url: string;
  private readonly hold: Hold | undefined;

  /** `hold`: looks at every answer. */
  constructor(url: string, hold?: Hold) {
    this.url = url;
    this.hold = hold;
  }

  /** Signs in as one of the demo accounts; the session is in this browser's cookies from then on. */
  async signIn(account: string): Promise<void> {
    const home = `${this.url}/`;
    const page = await this.browser.open(`${this.url}/api/sign-in/unified?returnTo=/`);
    if (!page.text.includes(`value="${account}"`))
      throw new DemoError(`no sign-in page with ${account} at ${page.url} (HTTP ${page.status})`);
    const back = await this.browser.submit(
      page,
      { account },
      (url) => url === home || url.startsWith(`${home}?`),
    );
    if (back.url !== home) throw new DemoError(`the sign-in ended at ${back.url}`);
  }

  get<T>(path: string): Promise<T> {
    return this.call(path, {});
  }

  send<T>(method: "POST" | "PUT", path: string, body: unknown): Promise<T> {
    return this.call(path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  upload<T>(path: string, bytes: Buffer, name: string): Promise<T> {
    const form = new FormData();
    form.append("file", new Blob([new Uint8Array(bytes)], { type: "image/jpeg" }), name);
    return this.call(path, { method: "POST", body: form });
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    const headers = { ...init.headers, accept: "application/json", "x-requested-with": "portal" };
    const response = await this.browser
      .fetch(`${this.url}${path}`, { ...init, headers })
      .catch(() => noAnswer(this.url));
    const text = await response.text();
    const type = response.headers.get("content-type");
    const answer = () => (type?.includes("json") ? JSON.parse(text) : undefined);
    this.hold?.(init.method ?? "GET", path, { status: response.status, type, json: answer() });
    if (response.ok) return JSON.parse(text) as T;
    throw new DemoError(`${init.method ?? "GET"} ${path}: ${response.status} ${wordsOf(text)}`);
  }
}

function noAnswer(url: string): never {
  throw new DemoError(`the portal at ${url} does not answer; is it still running?`);
}

function wordsOf(text: string): string {
  try {
    const { error } = JSON.parse(text) as ApiError;
    const fields = (error.fields ?? []).map(({ name, message }) => `${name}: ${message}`);
    return [error.message, ...fields].join(" ");
  } catch {
    return text.slice(0, 200);
  }
}
