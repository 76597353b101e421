import { peers } from "../collections.ts";
import { answerOf } from "../return-codes.ts";
import type { DirectHandler } from "./handler.ts";

/** XT1001 (6.9): a header only, no token; a stale one in it is no error. */
export const heartbeatOfPeer: DirectHandler = {
  kind: "direct",
  open: true,
  async handle({ peer }, { clock }) {
    await peers().updateOne({ _id: peer.region }, { $set: { "hb.theirsAt": clock.now() } });
    return answerOf("done");
  },
};
