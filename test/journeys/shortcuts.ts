// The way to where a journey begins, made short: over HTTP, with this browser's own session.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MongoClient } from "mongodb";
import type { Page } from "playwright-core";
import type { ApplicationAnswer } from "shared-types";
import { type Applying, apply } from "../demo/apply.ts";
import { person, signIn } from "./renewal.ts";
import type { Scene } from "./scene.ts";

/** Where all of this happens. */
export const province = "110000";

/** Opens a page as a person who has just signed in. */
export async function openAs(page: Page, url: string, path: string, name = person.name) {
  await page.goto(`${url}/api/sign-in/unified?returnTo=${encodeURIComponent(path)}`);
  await signIn(page, name);
}

/** A new case of the one who is signed in at this page; `about`: with another person's name and number. */
export function newCase({ page, url }: Pick<Scene, "page" | "url">, business = "SQ1008", about = {}) {
  const calls = callsOf(page, url);
  const get: Applying["get"] = async <T>(path: string) => {
    const answer = await calls.get<T>(path);
    return path === "/api/profile" ? { ...answer, ...about } : answer;
  };
  return apply({ ...calls, get }, business, province);
}

/** The same, once the office did this with it: `hold` (nothing more happens by itself), `decline`, `good-end` … */
export async function decidedCase(scene: Scene, action: string, business = "SQ1008") {
  const made = await newCase(scene, business);
  await press(scene, made.businessSn, action);
  return made;
}

/** Presses a button of the province on this case, as soon as it has the case. */
export async function press(
  { system, page }: Scene,
  businessSn: string,
  action: string,
  fields: object = {},
) {
  for (let tries = 0; ; tries += 1) {
    const reply = await fetch(`${system.simulators[province]!.url}/cases/${businessSn}/${action}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(fields),
    });
    if (reply.ok) return;
    if (tries > 100) throw new Error(`the simulator answered ${await reply.text()}`);
    await page.waitForTimeout(100);
  }
}

/** An office window of the province handles a case. @returns its number */
export async function atWindow({ system }: Scene, fields: Record<string, string>) {
  const reply = await fetch(`${system.simulators[province]!.url}/window`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fields),
  });
  return ((await reply.json()) as { businessSn: string }).businessSn;
}

/** Waits until the one who is signed in is told of a case in his name. */
export async function noticed({ page, url }: Pick<Scene, "page" | "url">) {
  for (;;) {
    const { notices } = await (await page.request.get(`${url}/api/notices`)).json();
    if (notices.length > 0) return;
    await page.waitForTimeout(200);
  }
}

/** Waits until the picture is drawn. */
export async function drawn(page: Page, selector: string) {
  // The page's policy lets no text become a script in it: asked again and again from outside instead.
  while (!(await page.evaluate(`document.querySelector("${selector}")?.naturalWidth > 0`)))
    await page.waitForTimeout(100);
}

/** What the province found wrong in our messages about this case. */
export async function faultsAt({ system }: Pick<Scene, "system">, businessSn: string): Promise<object[]> {
  const reply = await fetch(`${system.simulators[province]!.url}/api/faults`);
  const faults = (await reply.json()) as { sn?: string }[];
  return faults.filter(({ sn }) => sn === businessSn);
}

/** Opens the case's page once it says so. */
export async function caseInState(
  page: Page,
  url: string,
  { caseId }: Pick<ApplicationAnswer, "caseId">,
  state: string,
) {
  await page.goto(`${url}/pages/case/index?case=${caseId}`);
  await page.locator(".now:visible .state-mark", { hasText: state }).waitFor({ timeout: 60_000 });
}

function callsOf(page: Page, url: string): Applying {
  const headers = { accept: "application/json", "x-requested-with": "portal" };
  const call = async (path: string, init: object) => {
    const reply = await page.request.fetch(url + path, { headers, ...init });
    if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`);
    return reply.json();
  };
  return {
    get: (path) => call(path, {}),
    send: (method, path, data) => call(path, { method, data }),
    upload: (path, buffer, name) =>
      call(path, { method: "POST", multipart: { file: { name, mimeType: "image/jpeg", buffer } } }),
  };
}

/** As if everyone had signed in an hour ago: the session holds, but is not fresh any more. */
export async function aged({ system }: Pick<Scene, "system">) {
  const { storeUri } = JSON.parse(readFileSync(join(system.dataDir, "run.json"), "utf8"));
  const client = await MongoClient.connect(storeUri);
  try {
    const signedInAt = new Date(Date.now() - 3_600_000);
    await client.db().collection("sessions").updateMany({}, { $set: { signedInAt } });
  } finally {
    await client.close();
  }
}
