import type { Peer } from "../peers.ts";
import { NotSent } from "./errors.ts";
import { httpPost, type PostAnswer, type PostOptions } from "./http-post.ts";

/** The message itself, POSTed to the peer's one URL. */
export async function postDirect(peer: Peer, message: Buffer, options: PostOptions): Promise<PostAnswer> {
  if (peer.url === null) throw new NotSent("the peer has no url yet");
  const { url, allowHttp } = peer;
  return httpPost({ url, allowHttp, type: "application/json;charset=utf-8" }, message, options);
}
