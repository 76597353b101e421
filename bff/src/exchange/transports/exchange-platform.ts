import { unseal } from "../../crypto/sealed.ts";
import type { StoredPlatform } from "../peer-model.ts";
import type { Peer } from "../peers.ts";
import { NotSent, Unknown } from "./errors.ts";
import { httpPost, type PostAnswer, type PostOptions } from "./http-post.ts";

interface Token {
  readonly text: string;
  readonly until: number;
}

/** Access tokens by region, in memory: another instance's own log-in does not end ours. */
const tokens = new Map<string, Token>();

/**
 * The message by way of the exchange platform (chapter 7): an OAuth password grant, then `/manage/service` with the
 * envelope as the one `dataValue`. Its `data` is the peer's answer. The requirement's header says a form, its sample
 * shows JSON; the sample is what can carry `condition`.
 */
export async function postByPlatform(peer: Peer, message: Buffer, options: PostOptions): Promise<PostAnswer> {
  const { platform, allowHttp } = peer;
  if (platform === null) throw new NotSent("the peer has no exchange platform settings yet");
  const token = await accessToken(peer, platform, options);
  const url = `${platform.base}/manage/service?access_token=${encodeURIComponent(token)}`;
  const condition = { dataCode: platform.dataCode, dataValue: message.toString("utf8"), operation: "eq" };
  const call = Buffer.from(JSON.stringify({ condition: [condition], sid: platform.sid }));
  const answer = await httpPost({ url, allowHttp, type: "application/json;charset=utf-8" }, call, options);
  if (answer.status === 401) tokens.delete(peer.region);
  const { stateCode, data } = jsonOf(answer.bytes);
  // 0004 of the platform itself: it did not pass the message on.
  if (stateCode === "0004") {
    tokens.delete(peer.region);
    throw new NotSent("the exchange platform does not accept its token");
  }
  if (stateCode !== "0000" || data == null)
    throw new Unknown(`the exchange platform answers ${String(stateCode)}`);
  return {
    status: answer.status,
    bytes: Buffer.from(typeof data === "string" ? data : JSON.stringify(data)),
  };
}

async function accessToken(peer: Peer, platform: StoredPlatform, options: PostOptions): Promise<string> {
  const kept = tokens.get(peer.region);
  if (kept && kept.until > Date.now()) return kept.text;
  const place = { id: peer.region, path: "platform" };
  const form = new URLSearchParams({
    username: platform.user,
    password: unseal(platform.password, place),
    client_id: platform.clientId,
    client_secret: unseal(platform.clientSecret, place),
    grant_type: "password",
    scope: "read",
  });
  const url = `${platform.auth ?? platform.base}/oauth/token`;
  const target = { url, allowHttp: peer.allowHttp, type: "application/x-www-form-urlencoded" };
  const { timeoutMs, signal } = options;
  const answer = await httpPost(target, Buffer.from(form.toString()), {
    timeoutMs,
    ...(signal && { signal }),
  }).catch(
    // Whatever became of the log-in, the message has not left.
    (error) => Promise.reject(new NotSent(`log-in at the exchange platform: ${(error as Error).message}`)),
  );
  const { access_token, expires_in } = jsonOf(answer.bytes);
  if (typeof access_token !== "string") throw new NotSent("the exchange platform refuses our log-in");
  const seconds = Number(expires_in) || 0;
  tokens.set(peer.region, { text: access_token, until: Date.now() + Math.max(0, seconds - 60) * 1_000 });
  return access_token;
}

function jsonOf(bytes: Buffer): Record<string, unknown> {
  try {
    return Object(JSON.parse(bytes.toString("utf8")));
  } catch {
    return {};
  }
}
