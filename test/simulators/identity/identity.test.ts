import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import * as oidc from "openid-client";
import { Browser } from "../../support/browser-session.ts";
import { firms, people } from "../people.ts";
import { startIdentity } from "./start.ts";

const portal = "http://127.0.0.1:8080";
const callback = `${portal}/api/sign-in/unified/callback`;

describe("the simulated unified identity", () => {
  const dir = mkdtempSync(join(tmpdir(), "identity-"));
  let identity: Awaited<ReturnType<typeof startIdentity>>;
  before(async () => {
    identity = await startIdentity({ dir, portal });
  });
  after(async () => {
    await identity.stop();
    rmSync(dir, { recursive: true });
  });

  async function begin() {
    const { issuer, client_id, client_secret } = JSON.parse(readFileSync(join(dir, "client.json"), "utf8"));
    const config = await oidc.discovery(new URL(issuer), client_id, client_secret, undefined, {
      execute: [oidc.allowInsecureRequests],
    });
    const verifier = oidc.randomPKCECodeVerifier();
    const challenge = await oidc.calculatePKCECodeChallenge(verifier);
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: callback,
      scope: "openid profile",
      state: "s",
      code_challenge: challenge,
      code_challenge_method: "S256",
    });
    return { config, verifier, url };
  }

  async function choose(browser: Browser, url: URL, account: string) {
    const page = await browser.open(url.href);
    assert.match(page.text, /选择登录账号/);
    return browser.submit(page, { account }, (next) => next.startsWith(portal));
  }

  for (const person of people) {
    it(`gives the verified facts of ${person.name}`, async () => {
      const { config, verifier, url } = await begin();
      const back = await choose(new Browser(), url, person.id);
      const tokens = await oidc.authorizationCodeGrant(config, new URL(back.url), {
        pkceCodeVerifier: verifier,
        expectedState: "s",
      });
      const facts = await oidc.fetchUserInfo(config, tokens.access_token, person.id);
      const { name, id_number, id_type, phone_number, gender } = facts;
      assert.deepEqual(
        { name, id_number, id_type, phone_number, gender },
        {
          name: person.name,
          id_number: person.idNumber,
          id_type: person.idType,
          phone_number: person.phone,
          gender: person.sex,
        },
      );
    });
  }

  it("gives a firm with the person who acts for it", async () => {
    const { config, verifier, url } = await begin();
    const back = await choose(new Browser(), url, "firm-1");
    const tokens = await oidc.authorizationCodeGrant(config, new URL(back.url), {
      pkceCodeVerifier: verifier,
      expectedState: "s",
    });
    const claims = tokens.claims();
    assert.equal(claims?.credit_code, firms[0]!.creditCode);
    assert.equal(claims?.id_number, firms[0]!.clerk.idNumber);
  });

  it("asks again at the next sign-in of the same browser", async () => {
    const browser = new Browser();
    await choose(browser, (await begin()).url, people[0]!.id);
    const second = await choose(browser, (await begin()).url, people[1]!.id);
    assert.match(second.url, /code=/);
  });

  it("refuses a request without PKCE and an unknown redirect address", async () => {
    for (const change of [
      (url: URL) => url.searchParams.delete("code_challenge"),
      (url: URL) => url.searchParams.set("redirect_uri", "http://127.0.0.1:1/x"),
    ]) {
      const { url } = await begin();
      change(url);
      const response = await fetch(url, { redirect: "manual" });
      const location = response.headers.get("location") ?? "";
      assert.ok(
        response.status === 400 || location.includes("error=invalid_request"),
        `${response.status} ${location}`,
      );
    }
  });

  it("keeps its keys over a restart", async () => {
    const { issuer, client_secret } = JSON.parse(readFileSync(join(dir, "client.json"), "utf8"));
    await identity.stop();
    identity = await startIdentity({ dir, portal });
    const again = JSON.parse(readFileSync(join(dir, "client.json"), "utf8"));
    assert.equal(again.client_secret, client_secret);
    assert.notEqual(issuer, undefined);
  });
});
