// Taro's H5 lets APIs that it cannot do "succeed" in production with nothing but an errMsg (they fail while
// developing only). Such a call outside of miniapp/src/platform would look done and have done nothing.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { filesUnder } from "./lib/fresh.mjs";
import { root } from "./lib/paths.mjs";

const pretenders = [
  "authorize",
  "checkSession",
  "chooseMessageFile",
  "compressImage",
  "getFileSystemManager",
  "getRecorderManager",
  "getSetting",
  "getUserProfile",
  "hideKeyboard",
  "login",
  "openDocument",
  "requestSubscribeMessage",
  "saveFile",
  "scanCode",
];
const source = join(root, "miniapp/src");
const called = new RegExp(`\\b(?:Taro|wx)\\s*\\??\\.\\s*(${pretenders.join("|")})\\b`, "g");
const imported = new RegExp(
  `import\\s*\\{[^}]*\\b(${pretenders.join("|")})\\b[^}]*\\}\\s*from\\s*"@tarojs/taro"`,
  "g",
);
// Files that exist for one platform only are the other place where differences may stand.
const everywhere = (file) =>
  !file.startsWith("platform/") || file.endsWith(".h5.ts") || file.endsWith(".h5.tsx");

const faults = [];
for (const path of filesUnder(source)) {
  const file = relative(source, path).replaceAll("\\", "/");
  if (!/\.tsx?$/.test(file)) continue;
  const text = readFileSync(path, "utf8");
  if (everywhere(file))
    for (const [, name] of [...text.matchAll(called), ...text.matchAll(imported)])
      faults.push(
        `miniapp/src/${file}: Taro.${name} pretends to succeed on H5; it belongs into platform/*.weapp.ts`,
      );
  if (
    !file.startsWith("platform/") &&
    !file.startsWith("controls/") &&
    /process\.env\.TARO_ENV/.test(text) &&
    file !== "app.config.ts"
  )
    faults.push(`miniapp/src/${file}: TARO_ENV belongs into platform/`);
}
if (faults.length) {
  process.stderr.write(`${faults.join("\n")}\n`);
  process.exit(1);
}
