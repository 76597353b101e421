// `npm run verify-proof -- proof.pdf [--key 04…]`: verifies a proof of application, without a network and without the portal.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { verifyProof } from "../bff/src/proofs/verify-proof.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { key: { type: "string", multiple: true } },
});
try {
  if (positionals.length !== 1)
    throw new Error("npm run verify-proof -- <proof.pdf or proof.json> [--key 04…]");
  const bytes = readFileSync(positionals[0]);
  const text = bytes.toString(bytes[0] === 0x25 ? "latin1" : "utf8");
  const { good, says, faults } = verifyProof(text, values.key ?? []);
  for (const line of good ? ["核验通过", ...says] : ["核验不通过", ...faults]) console.log(line);
  process.exitCode = good ? 0 : 2;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
