import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { newKeys } from "../../crypto/keys.ts";
import { seal, useKeys } from "../../crypto/sealed.ts";
import { testPeer } from "../test-peer.ts";
import { post } from "./transport.ts";

useKeys(newKeys());

let logins = 0;
let expiresIn = 3_600;
let accept = "token-1";
const calls: { path: string; type: string | undefined; body: string }[] = [];
let answer: object = { stateCode: "0000", data: { Header: { Code: "0000" }, Body: "" } };

const platform = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  calls.push({ path: request.url ?? "", type: request.headers["content-type"], body });
  if (request.url === "/oauth/token") {
    logins++;
    const right = new URLSearchParams(body).get("password") === "pass";
    response.end(JSON.stringify(right ? { access_token: `token-${logins}`, expires_in: expiresIn } : {}));
  } else response.end(JSON.stringify(request.url?.endsWith(`=${accept}`) ? answer : { stateCode: "0004" }));
});
await new Promise<void>((resolve) => platform.listen(0, "127.0.0.1", resolve));
after(() => platform.close());

function peerOf(region: string, password = "pass") {
  const place = { id: region, path: "platform" };
  const base = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  const secrets = { password: seal(password, place), clientSecret: seal("cs", place) };
  return testPeer({
    region,
    transport: "exchange-platform",
    platform: { base, sid: "S1", dataCode: "message", user: "u", clientId: "c", ...secrets },
  });
}
const send = (peer: ReturnType<typeof testPeer>) =>
  post(peer, Buffer.from('{"Header":"中"}'), { timeoutMs: 5_000 });

test("one log-in, then the envelope as one dataValue; its data is the answer", async () => {
  const peer = peerOf("110000");
  for (let time = 0; time < 2; time++)
    assert.equal((await send(peer)).bytes.toString(), '{"Header":{"Code":"0000"},"Body":""}');
  const [login, first, second, ...more] = calls.splice(0);
  assert.equal(more.length, 0);
  assert.equal(login?.type, "application/x-www-form-urlencoded");
  assert.deepEqual(Object.fromEntries(new URLSearchParams(login?.body)), {
    username: "u",
    password: "pass",
    client_id: "c",
    client_secret: "cs",
    grant_type: "password",
    scope: "read",
  });
  assert.equal(first?.path, "/manage/service?access_token=token-1");
  assert.deepEqual(JSON.parse(first?.body ?? ""), {
    condition: [{ dataCode: "message", dataValue: '{"Header":"中"}', operation: "eq" }],
    sid: "S1",
  });
  assert.equal(second?.path, first?.path);
});

test("an answer as text is taken as it stands", async () => {
  answer = { stateCode: "0000", data: '{"Header":{}}' };
  assert.equal((await send(peerOf("110000"))).bytes.toString(), '{"Header":{}}');
});

test("a token that died was not passed on, and the next message logs in anew", async () => {
  accept = "token-2";
  await assert.rejects(send(peerOf("110000")), { name: "NotSent" });
  assert.equal((await send(peerOf("110000"))).status, 200);
});

test("a token that is about to run out is not used again", async () => {
  expiresIn = 30;
  accept = "token-3";
  await send(peerOf("120000"));
  accept = "token-4";
  assert.equal((await send(peerOf("120000"))).status, 200);
});

test("a refused log-in or missing settings: surely not sent", async () => {
  await assert.rejects(send(peerOf("130000", "wrong")), { name: "NotSent" });
  await assert.rejects(send({ ...peerOf("140000"), platform: null }), { name: "NotSent" });
});

for (const other of [{ stateCode: "0302", errorDescription: "x" }, { stateCode: "0000" }, {}])
  test(`anything else of the platform leaves it unknown: ${JSON.stringify(other)}`, async () => {
    accept = "token-1";
    logins = 0;
    answer = other;
    await assert.rejects(send(peerOf(`15${Object.keys(other).length}000`)), { name: "Unknown" });
    logins = 0;
  });
