// What a person's browser does with plain pages: cookies by host, redirects, and forms with buttons.

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

/** Follows redirects by hand so that every cookie on the way is kept. Cookies are kept by host, as browsers do (ports do not part them). */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  /** `until`: stop before loading an address for which it holds (its page is not fetched). */
  async open(url: string, until: (url: string) => boolean = () => false): Promise<Page> {
    return this.follow(url, {}, until);
  }

  /** Presses the button of the page's form; `fields` is what it sends. */
  async submit(
    page: Page,
    fields: Record<string, string>,
    until: (url: string) => boolean = () => false,
  ): Promise<Page> {
    const action = /<form[^>]*action="([^"]+)"/.exec(page.text)?.[1];
    if (!action) throw new Error(`no form at ${page.url}`);
    const init = { method: "POST", body: new URLSearchParams(fields) };
    return this.follow(new URL(action, page.url).href, init, until);
  }

  /** One request with this browser's cookies; no redirect is followed. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = this.jarOf(url);
    const headers = new Headers(init.headers);
    if (jar.size) headers.set("cookie", [...jar].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const cookie of response.headers.getSetCookie()) keepCookie(jar, cookie);
    return response;
  }

  private async follow(url: string, init: RequestInit, until: (url: string) => boolean): Promise<Page> {
    let next = { url, init };
    for (let hops = 0; hops < 20; hops++) {
      if (until(next.url)) return { url: next.url, status: 0, text: "" };
      const response = await this.fetch(next.url, next.init);
      const location = response.headers.get("location");
      if (!location) return { url: next.url, status: response.status, text: await response.text() };
      await response.body?.cancel();
      next = { url: new URL(location, next.url).href, init: {} };
    }
    throw new Error(`too many redirects at ${next.url}`);
  }

  private jarOf(url: string): Map<string, string> {
    const { hostname } = new URL(url);
    const jar = this.jars.get(hostname) ?? new Map<string, string>();
    this.jars.set(hostname, jar);
    return jar;
  }
}

function keepCookie(jar: Map<string, string>, line: string): void {
  const [pair = "", ...attributes] = line.split(";");
  const at = pair.indexOf("=");
  const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  const expires = attributes.map((text) => /^\s*expires=(.+)$/i.exec(text)?.[1]).find(Boolean);
  const dead =
    (expires && Date.parse(expires) < Date.now()) || attributes.some((text) => /^\s*max-age=0$/i.test(text));
  if (dead) jar.delete(name);
  else jar.set(name, value);
}
