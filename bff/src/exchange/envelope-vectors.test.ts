import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dialect as DialectOverride } from "shared-types/province.ts";
import vectors from "../../../shared-types/spec/envelopes.json" with { type: "json" };
import { dialectOf } from "./dialect.ts";
import { open, openAnswer, seal } from "./envelope.ts";
import { headerOf } from "./header.ts";
import { testPeer } from "./test-peer.ts";

const key = Buffer.from(vectors.sm4Key, "hex");

for (const { name, dialect, body: text, message } of vectors.messages) {
  const peer = testPeer({
    dialect: dialectOf(dialect as DialectOverride | null),
    ourKey: key,
    theirKeys: [key],
  });
  const header = headerOf(message.Header);
  const raw = Buffer.from(JSON.stringify(message));

  // Blanks are put in at random, so that message cannot come out the same.
  if (peer.dialect.jsonJitter === "off")
    test(`we seal byte for byte what another implementation sealed: ${name}`, async () => {
      const body = text === "" ? "" : JSON.parse(text, unlisted(peer.dialect.rootAsArray));
      assert.equal((await seal({ header, body }, peer)).toString(), raw.toString());
    });

  test(`we open what another implementation sealed: ${name}`, async () => {
    if (header.ReqType === "1") {
      const answer = await openAnswer(raw, header, peer);
      assert.deepEqual(answer, { code: "0000", message: "成功", body: text === "" ? "" : JSON.parse(text) });
      return;
    }
    // Those of the portal itself are turned round: opening is for what comes to us.
    const incoming = Buffer.from(JSON.stringify({ ...message, Header: { ...header, Target: "999999" } }));
    const opened = await open(incoming, { peerOf: async () => peer, authorize: () => null });
    assert.ok(!opened.refused);
    assert.equal(opened.bodyText, text);
    assert.deepEqual(opened.body, text === "" ? "" : JSON.parse(text));
  });
}

/** The default form of a body whose root was written as a list. */
function unlisted(rootAsArray: boolean) {
  return (name: string, value: unknown) =>
    rootAsArray && name === "exchangeInfo" ? (value as unknown[])[0] : value;
}
