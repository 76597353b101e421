import { peers } from "../collections.ts";
import { stateOf } from "../peer-state.ts";
import { answerOf } from "../return-codes.ts";
import type { DirectHandler } from "./handler.ts";

/** So many pauses between heartbeats of a peer are kept: 16 hours at one in ten minutes. */
const kept = 100;

/** XT1001 (6.9): a header only, no token; a stale one in it is no error. */
export const heartbeatOfPeer: DirectHandler = {
  kind: "direct",
  open: true,
  async handle({ peer }, { clock }) {
    const now = clock.now();
    const { theirsAt } = stateOf(peer.doc).hb;
    const pause = theirsAt === null ? [] : [now.getTime() - theirsAt.getTime()];
    await peers().updateOne({ _id: peer.region }, {
      $set: { "hb.theirsAt": now },
      $push: { pauses: { $each: pause, $slice: -kept } },
    } as never);
    return answerOf("done");
  },
};
