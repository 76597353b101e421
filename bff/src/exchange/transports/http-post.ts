import { type LookupAddress, lookup } from "node:dns";
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { largestMessage } from "../envelope-text.ts";
import { NotSent, Unknown } from "./errors.ts";
import { addressFault, checkedUrl } from "./peer-url.ts";

export interface PostOptions {
  /** For everything: connecting, sending, the whole answer. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** Called once, when the whole message has been handed to the socket. */
  readonly onSent?: () => void;
}

export interface PostAnswer {
  readonly status: number;
  readonly bytes: Buffer;
}

export interface PostTarget {
  readonly url: string;
  readonly allowHttp: boolean;
  readonly type: string;
}

// A connection for each message: on a kept one that the peer has just closed, nobody can say whether the message left,
// and every such doubt ends with a person.
const agents = {
  "http:": new HttpAgent({ keepAlive: false }),
  "https:": new HttpsAgent({ keepAlive: false }),
};

/**
 * POSTs bytes with Content-Length, follows no redirect and reads at most 32 MiB of answer, whatever its status.
 * Throws NotSent while the connection (with TLS) is not up, Unknown from then on.
 */
export function httpPost(target: PostTarget, bytes: Buffer, options: PostOptions): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const url = checkedUrl(target.url, target.allowHttp);
    const secure = url.protocol === "https:";
    let connected = false;
    let answering = false;
    const fail = (reason: string) => reject(new (connected ? Unknown : NotSent)(reason));
    if (options.signal?.aborted) return fail("stopped");

    const request: ClientRequest = (secure ? httpsRequest : httpRequest)(url, {
      method: "POST",
      agent: agents[secure ? "https:" : "http:"],
      lookup: judging(url, target.allowHttp),
      headers: { "Content-Type": target.type, "Content-Length": bytes.length, Accept: "application/json" },
    });
    const stop = () => request.destroy(new Error("stopped"));
    const clock = setTimeout(() => request.destroy(new Error("timeout")), options.timeoutMs);
    options.signal?.addEventListener("abort", stop, { once: true });

    request.on("socket", (socket) =>
      socket.once(secure ? "secureConnect" : "connect", () => {
        connected = true;
        // Only now, so that nothing can have left before: a request that is not ended is not flushed whole either.
        request.end(bytes, options.onSent);
      }),
    );
    request.on("error", (error) => fail(reasonOf(error)));
    request.on("response", (response) => {
      answering = true;
      whole(response).then(
        (body) => resolve({ status: response.statusCode ?? 0, bytes: body }),
        (error) => {
          fail(reasonOf(error));
          request.destroy();
        },
      );
    });
    request.on("close", () => {
      clearTimeout(clock);
      options.signal?.removeEventListener("abort", stop);
      if (!answering) fail("closed without an answer");
    });
  });
}

/** DNS with every address judged, so that a name cannot lead to where a URL must not. */
function judging(url: URL, allowHttp: boolean): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      const fault = error ?? faultOf(addresses);
      if (fault) return callback(fault, []);
      const [first] = addresses as [LookupAddress];
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });

  function faultOf(addresses: LookupAddress[]): Error | null {
    for (const { address } of addresses) {
      const fault = addressFault(url, address, allowHttp);
      if (fault !== null) return new Error(`the peer's url ${fault}`);
    }
    return addresses.length === 0 ? new Error("no address") : null;
  }
}

async function whole(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestMessage) throw new Error("the answer is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Codes say enough; messages of Node may hold addresses, which are no secret, but never any content. */
function reasonOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
