import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { ProfileAnswer, SessionAnswer } from "shared-types";
import { startIdentity } from "../../../test/simulators/identity/start.ts";
import { firms, people } from "../../../test/simulators/people.ts";
import { Browser } from "../../../test/support/browser-session.ts";
import { startTestPortal, type TestPortal } from "../../../test/support/test-portal.ts";
import { sm3Hex } from "../crypto/provider.ts";
import { Identities, Owners, Sessions } from "./models.ts";

const dir = mkdtempSync(join(tmpdir(), "sign-in-"));
let identity: Awaited<ReturnType<typeof startIdentity>>;
let portal: TestPortal;

before(async () => {
  portal = await startTestPortal(async (url) => {
    identity = await startIdentity({ dir, portal: url });
    const client = JSON.parse(readFileSync(join(dir, "client.json"), "utf8"));
    return {
      OIDC_ISSUER: client.issuer,
      OIDC_CLIENT_ID: client.client_id,
      OIDC_CLIENT_SECRET: client.client_secret,
    };
  });
});
after(async () => {
  await portal?.stop();
  await identity?.stop();
  rmSync(dir, { recursive: true });
});

/** Through the identity system's pages and back; gives where the browser ended. */
async function signIn(browser: Browser, account: string, returnTo = "/", at = portal.url): Promise<string> {
  const page = await browser.open(`${at}/api/sign-in/unified?returnTo=${encodeURIComponent(returnTo)}`);
  const ours = (url: string) => url.startsWith(`${at}/`) && !url.includes("/api/");
  return (await browser.submit(page, { account }, ours)).url;
}

async function read<T = ProfileAnswer>(browser: Browser, path: string, at = portal.url): Promise<T> {
  return (await (await browser.fetch(at + path)).json()) as T;
}
const userOf = async (browser: Browser, at = portal.url) =>
  (await read<SessionAnswer>(browser, "/api/session", at)).user;

test("a person comes back signed in, to where he was, and is shown masked", async () => {
  const browser = new Browser();
  const back = await signIn(browser, people[0]!.id, "/pages/apply?business=SQ1008#step");
  assert.equal(back, `${portal.url}/pages/apply?business=SQ1008#step`);
  const user = (await userOf(browser))!;
  assert.equal(user.kind, "person");
  assert.match(user.name, /^\*+.$/);
  assert.match(user.idCard, /^.\*{15}..$/);
  const profile = await read(browser, "/api/profile");
  assert.equal(profile.name, people[0]!.name);
  assert.equal(profile.idCard, people[0]!.idNumber);
});

test("a local portal can be opened as localhost too", async () => {
  const at = portal.url.replace("127.0.0.1", "localhost");
  const browser = new Browser();
  await signIn(browser, people[0]!.id, "/", at);
  assert.notEqual(await userOf(browser, at), null);
});

test("the same person is the same owner however often he signs in, at once too", async () => {
  await Promise.all([1, 2, 3].map(() => signIn(new Browser(), people[1]!.id)));
  await signIn(new Browser(), people[1]!.id);
  const names = await Promise.all(
    [1, 2].map(async () => {
      const browser = new Browser();
      await signIn(browser, people[1]!.id);
      return (await read(browser, "/api/profile")).idCard;
    }),
  );
  assert.deepEqual(new Set(names), new Set([people[1]!.idNumber]));
  const owners = await Promise.all(
    (await Identities.find().lean()).map(({ ownerId }) => Owners.countDocuments({ _id: ownerId })),
  );
  assert.ok(owners.every((count) => count === 1));
});

test("a clerk acts for the firm: the firm owns, the clerk is recorded beside it", async () => {
  const browser = new Browser();
  await signIn(browser, firms[0]!.id);
  const user = (await userOf(browser))!;
  assert.equal(user.kind, "firm");
  assert.equal(user.name, firms[0]!.firmName);
  const profile = await read(browser, "/api/profile");
  assert.equal(profile.creditCode, firms[0]!.creditCode);
  assert.equal(profile.name, firms[0]!.clerk.name);
  const acting = (await Sessions.find().lean()).filter((one) => one.ownerId !== one.actorId);
  assert.equal(acting.length, 1);
});

describe("a session cannot be taken over", () => {
  test("a sign-in makes a new session and ends the one before", async () => {
    const browser = new Browser();
    await signIn(browser, people[0]!.id);
    const before = await cookieOf(browser);
    await signIn(browser, people[0]!.id);
    assert.notEqual(await cookieOf(browser), before);
    assert.equal(
      (await portal.request("GET", "/api/session", { headers: { Cookie: before } })).json.user,
      null,
    );
  });

  test("after signing out it is worth nothing, on the server too", async () => {
    const browser = new Browser();
    await signIn(browser, people[0]!.id);
    const cookie = await cookieOf(browser);
    const headers = { Cookie: cookie, "X-Requested-With": "portal" };
    assert.equal((await portal.request("POST", "/api/sign-out", { headers })).status, 200);
    assert.equal((await portal.request("GET", "/api/profile", { headers: { Cookie: cookie } })).status, 401);
  });

  for (const [asked, forgotten] of [
    ["?everything=1", '"cache", "cookies", "storage"'],
    ["", null],
  ] as const)
    test(`signing out${asked && " at a kiosk"} makes the browser empty ${forgotten ?? "nothing"}`, async () => {
      const browser = new Browser();
      await signIn(browser, people[0]!.id);
      const headers = { Cookie: await cookieOf(browser), "X-Requested-With": "portal" };
      const reply = await portal.request("POST", `/api/sign-out${asked}`, { headers });
      assert.equal(reply.headers.get("clear-site-data"), forgotten);
      assert.equal(reply.headers.get("cache-control"), "no-store");
      assert.equal((await portal.request("GET", "/api/profile", { headers })).status, 401);
    });

  test("a callback without the browser that began it signs nobody in", async () => {
    const victim = new Browser();
    const page = await victim.open(`${portal.url}/api/sign-in/unified`);
    const callback = await victim.submit(page, { account: people[0]!.id }, (url) =>
      url.startsWith(portal.url),
    );
    const stranger = new Browser();
    const end = await stranger.open(callback.url, (url) => !url.includes("/api/"));
    assert.equal(end.url, `${portal.url}/?signIn=failed`);
    assert.equal(await userOf(stranger), null);
  });

  test("the answer of a sign-in works a single time", async () => {
    const browser = new Browser();
    const page = await browser.open(`${portal.url}/api/sign-in/unified`);
    const callback = await browser.submit(page, { account: people[0]!.id }, (url) =>
      url.startsWith(portal.url),
    );
    await browser.open(callback.url, (url) => !url.includes("/api/"));
    const again = await browser.open(callback.url, (url) => !url.includes("/api/"));
    assert.equal(again.url, `${portal.url}/?signIn=failed`);
  });

  test("to prove anew who he is the person is asked, though the identity system knows him, and comes back", async () => {
    const browser = new Browser();
    await signIn(browser, people[0]!.id);
    await Sessions.updateMany({}, { $set: { signedInAt: new Date(0) } });
    const begun = await browser.fetch(`${portal.url}/api/sign-in/unified?fresh=1&returnTo=/pages/request`);
    const asked = new URL(begun.headers.get("location") ?? "");
    assert.deepEqual([asked.searchParams.get("prompt"), asked.searchParams.has("max_age")], ["login", true]);
    const page = await browser.open(asked.href);
    const ours = (url: string) => url.startsWith(`${portal.url}/`) && !url.includes("/api/");
    const back = await browser.submit(page, { account: people[0]!.id }, ours);
    assert.equal(back.url, `${portal.url}/pages/request`);
    const [, token = ""] = (await cookieOf(browser)).split("=");
    const { signedInAt } = await Sessions.findById(sm3Hex(token)).orFail().lean();
    assert.ok(Date.now() - signedInAt.getTime() < 600_000);
  });

  test("the token stands nowhere in the store", async () => {
    const browser = new Browser();
    await signIn(browser, people[0]!.id);
    const token = (await cookieOf(browser)).split("=")[1]!;
    assert.equal(JSON.stringify(await Sessions.find().lean()).includes(token), false);
  });
});

for (const returnTo of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
  test(`nobody is sent to ${returnTo}`, async () => {
    const path = `/api/sign-in/unified?returnTo=${encodeURIComponent(returnTo)}`;
    assert.equal((await portal.request("GET", path)).status, 400);
  });

test("with the identity system away the person comes back and is told so", async () => {
  await portal.stop();
  const away = { OIDC_ISSUER: "http://127.0.0.1:9", OIDC_CLIENT_ID: "x", OIDC_CLIENT_SECRET: "y" };
  portal = await startTestPortal(away);
  const reply = await portal.request("GET", "/api/sign-in/unified?returnTo=/pages/mine");
  assert.equal(reply.headers.get("location"), "/?signIn=away");
});

/** The session as the browser sends it, seen by what the portal would get. */
async function cookieOf(browser: Browser): Promise<string> {
  const jar = (browser as unknown as { jars: Map<string, Map<string, string>> }).jars.get("127.0.0.1");
  return `session=${jar?.get("session")}`;
}
