// Holds what a real browser gets from the API against its description, whatever the page makes of it.
import type { BrowserContext, Response } from "playwright-core";
import { type Hold, holderOf } from "./api-description.ts";

/** Marks an answer that a test gives in the API's place. */
export const standIn = { "x-stand-in": "test" };

const descriptions = new Map<string, Promise<Hold>>();

/** What the system at `url` says of its own answers; asked once. */
export function describedAt(url: string): Promise<Hold> {
  const known =
    descriptions.get(url) ??
    fetch(`${url}/api/openapi.json`).then(async (reply) => holderOf((await reply.json()) as never));
  descriptions.set(url, known);
  return known;
}

/** @returns what waits for the answers under way and throws the first that is not as described */
export function watchApi(context: BrowserContext, url: string): () => Promise<void> {
  const looks: Promise<unknown>[] = [];
  context.on("response", (response) => {
    // The fault is kept until somebody waits for it: an unhandled rejection would end the process.
    if (response.url().startsWith(`${url}/api/`) && !("x-stand-in" in response.headers()))
      looks.push(look(response, url).catch((fault) => fault));
  });
  return async () => {
    const fault = (await Promise.all(looks)).find((one) => one !== undefined);
    if (fault) throw fault;
  };
}

async function look(response: Response, url: string): Promise<void> {
  const [status, type] = [response.status(), response.headers()["content-type"] ?? null];
  let json: unknown;
  if (type?.includes("json")) {
    // A page that went on meanwhile took its answers with it.
    const body = await response.body().catch(() => null);
    if (body === null) return;
    if (body.length > 0) json = JSON.parse(body.toString());
  }
  (await describedAt(url))(response.request().method(), response.url().slice(url.length), {
    ...{ status, type, json },
  });
}
