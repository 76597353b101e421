import type { Peer } from "../peers.ts";
import { postDirect } from "./direct.ts";
import { postByPlatform } from "./exchange-platform.ts";
import type { PostAnswer, PostOptions } from "./http-post.ts";

const transports = { direct: postDirect, "exchange-platform": postByPlatform };

/** Sends a sealed message by the peer's transport and gives what came back. Throws NotSent or Unknown. */
export async function post(peer: Peer, message: Buffer, options: PostOptions): Promise<PostAnswer> {
  return transports[peer.transport](peer, message, options);
}
