import { randomBytes } from "node:crypto";
import { sm3Hex } from "../crypto/provider.ts";
import { AppError } from "../errors.ts";
import { type BindingDoc, HandOvers } from "./models.ts";

/** Who has proved at the unified identity system who he is, and when. */
export type Proof = Omit<BindingDoc, "_id">;

/** The page goes on by itself within a second; a slow phone gets two minutes. */
const lasts = 120_000;

/**
 * A code of 256 random bits that brings a proof from the web page into the mini-program, once and within two minutes.
 * `secret` was made by the run of the mini-program that asked for it and never leaves that one together with the code:
 * a code that somebody else is sent, in a link or a QR code, opens nothing.
 */
export async function handOver(proof: Proof, secret: string, now: Date): Promise<string> {
  const code = randomBytes(32).toString("base64url");
  await HandOvers.create({
    ...{ _id: idOf(code, secret), ...proof },
    endsAt: new Date(now.getTime() + lasts),
  });
  return code;
}

/** What the code brings; of many who ask at once, one gets it. Throws `signInFailed`. */
export async function takeHandOver(code: string, secret: string, now: Date): Promise<Proof> {
  const found = await HandOvers.findOneAndDelete({ _id: idOf(code, secret) }).lean();
  if (found === null || found.endsAt <= now)
    throw new AppError("signInFailed", {
      message: "这次身份核验已经用过或已过期，没有登录，请点“登录”再来一次。",
    });
  const { ownerId, actorId, signedInAt } = found;
  return { ownerId, actorId, signedInAt };
}

const idOf = (code: string, secret: string) => sm3Hex(`${code}.${secret}`);
