import { randomBytes } from "node:crypto";
import { valuesOf } from "shared-types/body.ts";
import { sm3Hex } from "../../crypto/provider.ts";
import { guesses, peers } from "../collections.ts";
import { guessedWrong, mayGuess } from "../guess-limit.ts";
import { checkAccount, loadPeer } from "../peers.ts";
import { answerOf } from "../return-codes.ts";
import { useNewest } from "../rotate-peer.ts";
import type { DirectHandler } from "./handler.ts";

/** YZ1001 (5.5): a token for 24 hours; the account's token before it dies. Only its digest is kept. */
export const logIn: DirectHandler = {
  kind: "direct",
  open: true,
  async handle({ peer, body }, { clock, log, ip }) {
    const now = clock.now();
    const id = `${peer.region}|${ip}`;
    const guess = await guesses().findOne({ _id: id });
    const { user = "", password = "" } = valuesOf("YZ1001", body).values;
    const account = checkAccount(peer, user, password);
    if (!mayGuess(guess, now) || account === null) {
      if (mayGuess(guess, now)) {
        const { failures, until, at } = guessedWrong(guess, now);
        await guesses().updateOne({ _id: id }, { $set: { failures, until, at } }, { upsert: true });
      }
      log.warn({ peer: peer.region }, "a log-in was refused");
      return answerOf("notAuthenticated");
    }
    // Before the token: its answer is sealed with the new key, for who has only that.
    const changed = account === "ours" && peer.accountBefore !== null;
    if (changed) await useNewest(peer.doc, now);
    const token = randomBytes(32).toString("hex");
    await peers().updateOne({ _id: peer.region }, { $set: { incoming: { sm3: sm3Hex(token), at: now } } });
    if (guess !== null) await guesses().deleteOne({ _id: id });
    const sealedFor = changed ? await loadPeer(peer.region) : null;
    return { ...answerOf("done"), body: { YZ1001: { token } }, ...(sealedFor && { sealedFor }) };
  },
};
