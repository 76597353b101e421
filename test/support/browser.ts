// A real Chromium: CHROMIUM_PATH, else an installed one, else the one that npm brings. See findBrowser.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

export interface Launched {
  readonly browser: Browser;
  /** Which one it is, for the report. */
  readonly how: string;
  close(): Promise<void>;
}

/** @returns null where no browser is to be had; the caller says so loudly and skips. */
export async function launchBrowser(): Promise<Launched | null> {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH && !existsSync(CHROMIUM_PATH)) throw new Error(`CHROMIUM_PATH: no file ${CHROMIUM_PATH}`);
  const path = CHROMIUM_PATH || installed.find((each) => existsSync(each));
  if (path) return start(path, ["--no-sandbox"], path);
  return unpacked();
}

/** The one from npm needs no root and no libraries of the system; it unpacks into a folder of its own. */
async function unpacked(): Promise<Launched | null> {
  const folder = mkdtempSync(join(tmpdir(), "portal-chromium-"));
  const { TMPDIR, AWS_LAMBDA_JS_RUNTIME } = process.env;
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // It trusts whatever lies at $TMPDIR/chromium, and unpacks its libraries only for this run time.
  process.env.TMPDIR = folder;
  process.env.AWS_LAMBDA_JS_RUNTIME = "nodejs20.x";
  try {
    const { default: packed } = await import("@sparticuz/chromium");
    const args = [
      "--no-sandbox",
      "--no-zygote",
      "--headless=shell",
      "--disable-gpu",
      "--font-render-hinting=none",
    ];
    const path = await packed.executablePath();
    const launched = await start(path, args, "@sparticuz/chromium", { FONTCONFIG_FILE: fontsOf(folder) });
    return { ...launched, close: () => launched.close().finally(remove) };
  } catch (error) {
    remove();
    process.stderr.write(
      `NO BROWSER: ${(error as Error).message}\nInstall Chromium, or set CHROMIUM_PATH.\n`,
    );
    return null;
  } finally {
    restore("TMPDIR", TMPDIR);
    restore("AWS_LAMBDA_JS_RUNTIME", AWS_LAMBDA_JS_RUNTIME);
  }
}

/**
 * Its own font list knows only /tmp/fonts: in another folder no letter takes any room, and the browser takes all text
 * for hidden. This one names the letters that it has just unpacked, and those of the machine.
 */
function fontsOf(folder: string): string {
  const file = join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>
<dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>`,
  );
  return file;
}

function restore(name: string, value: string | undefined) {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

async function start(
  executablePath: string,
  args: string[],
  how: string,
  env: Record<string, string> = {},
): Promise<Launched> {
  const browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
  return { browser, how: `${how} ${browser.version()}`, close: () => browser.close() };
}
