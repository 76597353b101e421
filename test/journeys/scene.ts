// A real browser on the whole system; one of each for all journeys, a fresh visitor for each of them.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { watchApi } from "../support/api-watch.ts";
import { type Launched, launchBrowser } from "../support/browser.ts";
import { startTestSystem, type TestSystem } from "../support/system.ts";

const ourConfig = new URL("../../config", import.meta.url).pathname;

export interface Scene {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  readonly system: TestSystem;
  /** Folder of the configuration that this system follows: a copy, which a journey may change and puts back. */
  readonly configDir: string;
  /** Another device: nothing of the first one is there. */
  device(): Promise<Page>;
}

export const phone = { width: 375, height: 812 };

let launched: Launched | null;
let system: TestSystem;
let configDir: string;
let prepared: Promise<void> | undefined;

/** Starts what journeys need, once for all files of a process. @returns what registers one journey */
export async function journeys(options: BrowserContextOptions = {}) {
  // Files of journeys are evaluated side by side while each waits for this.
  prepared ??= prepare();
  await prepared;
  const skip = launched ? false : "no browser: install Chromium or set CHROMIUM_PATH";

  return (name: string, act: (scene: Scene) => Promise<void>) =>
    test(name, { skip, timeout: 180_000 }, async () => {
      const held: (() => Promise<void>)[] = [];
      const open = async () => {
        const context = await launched!.browser.newContext({ viewport: phone, locale: "zh-CN", ...options });
        held.push(watchApi(context, system.url));
        return context;
      };
      const contexts = [await open()];
      const page = await contexts[0]!.newPage();
      const device = async () => {
        contexts.push(await open());
        return contexts.at(-1)!.newPage();
      };
      try {
        await act({ page, context: contexts[0]!, url: system.url, system, configDir, device });
        for (const asDescribed of held) await asDescribed();
      } catch (error) {
        const words = await page
          .locator(".page:visible")
          .last()
          .textContent()
          .catch(() => "");
        throw new Error(
          `${(error as Error).message}\nat ${page.url()}: ${words?.replace(/\s+/g, " ").slice(0, 1500)}`,
          {
            cause: error,
          },
        );
      } finally {
        await Promise.all(contexts.map((each) => each.close()));
      }
    });
}

async function prepare() {
  launched = await launchBrowser();
  before(async () => {
    if (!launched) return;
    configDir = mkdtempSync(join(tmpdir(), "portal-config-"));
    cpSync(ourConfig, configDir, { recursive: true });
    system = await startTestSystem({ env: { CONFIG_DIR: configDir } });
  });
  after(async () => {
    await launched?.close();
    await system?.stop();
    if (configDir) rmSync(configDir, { recursive: true, force: true });
  });
}

/** The province decides well and at once on this case. */
export async function decideWell({ system }: Scene, businessSn: string, region = "110000") {
  const answer = await fetch(`${system.simulators[region]!.url}/cases/${businessSn}/good-end`, {
    method: "POST",
  });
  if (!answer.ok) throw new Error(`the simulator answered ${answer.status} for ${businessSn}`);
}
