import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { open, seal } from "./envelope.ts";

const samples = JSON.parse(readFileSync("shared-types/spec/envelopes.json", "utf8"));
const wireOf = (dialect: {
  sm4?: { mode: "ecb" | "cbc"; iv?: string };
  crcOver?: "plaintext" | "ciphertext";
}) => ({ sm4: dialect.sm4 ?? { mode: "ecb" as const }, crcOver: dialect.crcOver ?? ("plaintext" as const) });
// CRC over the base64 text is a dialect that no simulated province speaks.
const spoken = samples.messages.filter(
  ({ dialect }: { dialect: { crcOver?: string } }) => dialect.crcOver !== "base64",
);

describe("the province's envelope", () => {
  for (const { name, dialect, body, message } of spoken) {
    it(`opens the sample: ${name}`, () => {
      assert.deepEqual(open(message, samples.sm4Key, wireOf(dialect)), {
        text: body,
        fault: null,
        notes: [],
      });
    });

    it(`seals to the same bytes: ${name}`, () => {
      assert.deepEqual(seal(message.Header, body, samples.sm4Key, wireOf(dialect)), message);
    });
  }

  const { message } = samples.messages.find(({ name }: { name: string }) => name === "SQ1008");
  const changed = [
    ["another CRC", { ...message.Header, CRC: "0".repeat(64) }, message.Body, /CRC/],
    ["a cut Body", message.Header, message.Body.slice(0, -8), /base64|SM4|CRC/],
    ["a CRC without a Body", message.Header, "", /CRC 不为空/],
    ["a Body under another key", message.Header, Buffer.alloc(64, 7).toString("base64"), /SM4|CRC/],
  ] as const;
  for (const [name, Header, Body, fault] of changed) {
    it(`finds ${name}`, () => {
      assert.match(open({ Header, Body }, samples.sm4Key, wireOf({})).fault ?? "", fault);
    });
  }
});
