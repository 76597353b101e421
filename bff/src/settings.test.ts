import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readSettings, SettingError } from "./settings.ts";

const least = { MONGODB_URI: "mongodb://127.0.0.1:27017/portal" };
const read = (env: Record<string, string>, files: Record<string, string> = {}) =>
  readSettings({ ...least, ...env }, (path) => {
    if (files[path] === undefined) throw new Error("no such file");
    return files[path];
  });

test("what is not said is local, without demo and without sign-in", () => {
  const settings = read({});
  assert.deepEqual(
    [settings.host, settings.port, settings.demo, settings.oidc],
    ["127.0.0.1", 8080, false, null],
  );
});

test("a secret can stand in a file", () => {
  const oidc = {
    OIDC_ISSUER: "https://id.example/",
    OIDC_CLIENT_ID: "a",
    OIDC_CLIENT_SECRET_FILE: "/secret",
  };
  assert.deepEqual(read(oidc, { "/secret": "s\n" }).oidc, {
    issuer: "https://id.example",
    clientId: "a",
    clientSecret: "s",
  });
});

test("a positioning system may ask for a key or not", () => {
  const url = "https://positions.example";
  assert.equal(read({}).positioning, null);
  assert.deepEqual(read({ POSITIONING_URL: `${url}/` }).positioning, { url, key: null });
  assert.deepEqual(
    read({ POSITIONING_URL: url, POSITIONING_KEY_FILE: "/secret" }, { "/secret": "s\n" }).positioning,
    { url, key: "s" },
  );
});

test("WeChat is asked at its own address unless another is named", () => {
  const app = { WECHAT_APP_ID: "wx1", WECHAT_APP_SECRET_FILE: "/secret" };
  const wechat = { appId: "wx1", secret: "s", url: "https://api.weixin.qq.com" };
  assert.equal(read({}).wechat, null);
  assert.deepEqual(read(app, { "/secret": "s\n" }).wechat, wechat);
  const url = "https://wechat.example";
  assert.deepEqual(read({ ...app, WECHAT_URL: url }, { "/secret": "s" }).wechat, { ...wechat, url });
});

const wrong: readonly [env: Record<string, string>, words: RegExp][] = [
  [{ MONGODB_URI: "" }, /^MONGODB_URI: is not set/],
  [{ MONGODB_URI: "http://x" }, /^MONGODB_URI: must begin with/],
  [{ PORT: "eighty" }, /^PORT: must be a whole number/],
  [{ PORT: "70000" }, /^PORT/],
  [{ DEMO: "yes" }, /^DEMO: must be one of 0, 1/],
  [{ IMAGE_ENGINE: "gd" }, /^IMAGE_ENGINE: must be one of auto, sharp, jimp/],
  [{ LOG_LEVEL: "loud" }, /^LOG_LEVEL/],
  [{ PUBLIC_URL: "http://portal.example" }, /^PUBLIC_URL: must be https/],
  [{ PUBLIC_URL: "portal" }, /^PUBLIC_URL: is not a URL/],
  [{ OIDC_ISSUER: "https://id.example" }, /^OIDC_CLIENT_ID: is not set/],
  [{ OIDC_ISSUER: "http://id.example" }, /^OIDC_ISSUER: must be https/],
  [{ WECHAT_APP_ID: "wx1" }, /^WECHAT_APP_SECRET: is not set/],
  [
    { WECHAT_APP_ID: "wx1", WECHAT_APP_SECRET: "s", WECHAT_URL: "http://wechat.example" },
    /^WECHAT_URL: must be https/,
  ],
  [{ POSITIONING_URL: "http://positions.example" }, /^POSITIONING_URL: must be https/],
  [
    { OIDC_ISSUER: "https://id.example", OIDC_CLIENT_ID: "a", OIDC_CLIENT_SECRET_FILE: "/gone" },
    /^OIDC_CLIENT_SECRET_FILE: cannot be read/,
  ],
];

describe("a setting that cannot be used names itself", () => {
  for (const [env, words] of wrong)
    test(words.source, () => {
      assert.throws(
        () => read(env),
        (error) => error instanceof SettingError && words.test(error.message),
      );
    });
});
