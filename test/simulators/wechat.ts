// The simulated WeChat: what its server says of codes that phones got by wx.login. Started by tests themselves, since a
// mini-program runs in nothing that `npm start` could open.
import { randomBytes } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** `garbage`: not JSON; `odd`: JSON without what belongs into it; `silent`: no answer at all. */
export type Mood = "well" | "busy" | "tooOften" | "blocked" | "down" | "garbage" | "odd" | "huge" | "silent";

const lasts = 5 * 60_000;

/** Starts it with one mini-program. Codes work once and for five minutes of its clock. */
export async function startWechat() {
  const appId = `wx${randomBytes(8).toString("hex")}`;
  const secret = randomBytes(16).toString("hex");
  const codes = new Map<string, { openid: string; at: number; used: boolean }>();
  const sessionKeys: string[] = [];
  const state = { mood: "well" as Mood, asked: 0, clock: 0 };

  function answerTo(query: URLSearchParams): object {
    if (query.get("appid") !== appId) return fault(40013, "invalid appid");
    if (query.get("secret") !== secret) return fault(40125, "invalid appsecret");
    if (query.get("grant_type") !== "authorization_code") return fault(40002, "invalid grant_type");
    const code = codes.get(query.get("js_code") ?? "");
    if (code === undefined || state.clock - code.at > lasts) return fault(40029, "invalid code");
    if (code.used) return fault(40163, "code been used");
    code.used = true;
    const sessionKey = randomBytes(16).toString("base64");
    sessionKeys.push(sessionKey);
    return { session_key: sessionKey, openid: code.openid };
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://wechat");
    if (request.method !== "GET" || url.pathname !== "/sns/jscode2session")
      return void response.writeHead(404).end();
    state.asked += 1;
    const inMood = moods[state.mood];
    if (inMood) inMood(response);
    else say(response, answerTo(url.searchParams));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));

  return {
    ...{ appId, secret, state, sessionKeys },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** A phone with a WeChat account of its own; `login` gives a code as wx.login does. */
    phone() {
      const openid = `o${randomBytes(20).toString("base64url")}`;
      const login = () => {
        const code = randomBytes(24).toString("base64url");
        codes.set(code, { openid, at: state.clock, used: false });
        return code;
      };
      return { openid, login };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type SimulatedWechat = Awaited<ReturnType<typeof startWechat>>;

const moods: Partial<Record<Mood, (response: ServerResponse) => void>> = {
  busy: (response) => say(response, fault(-1, "system error")),
  tooOften: (response) => say(response, fault(45011, "api minute-quota reach limit")),
  blocked: (response) => say(response, fault(40226, "code blocked")),
  down: (response) => void response.writeHead(502).end("Bad Gateway"),
  garbage: (response) => void response.end("<html>"),
  odd: (response) => say(response, { openid: { $ne: "" } }),
  huge: (response) => void response.end(" ".repeat(1_000_000)),
  silent: () => {},
};

const fault = (errcode: number, errmsg: string) => ({
  errcode,
  errmsg: `${errmsg}, rid: ${randomBytes(4).toString("hex")}`,
});

/** WeChat says that its JSON is text. */
function say(response: ServerResponse, answer: object): void {
  response.writeHead(200, { "content-type": "text/plain" }).end(JSON.stringify(answer));
}
