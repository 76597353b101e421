// What the mini-program finds in place of WeChat: every call is recorded; what `respond` does not answer, fails.

export interface Call {
  readonly name: string;
  readonly [option: string]: unknown;
}

export type Respond = (name: string, options: Record<string, unknown>) => unknown;

type Options = Record<string, unknown> & {
  success?(value: unknown): void;
  fail?(error: unknown): void;
  complete?(value: unknown): void;
};

/** Taro copies these from `wx` when it starts: they have to be there by then. */
const names = [
  "request",
  "uploadFile",
  "downloadFile",
  "openDocument",
  "showToast",
  "showModal",
  "chooseMedia",
  "previewImage",
  "getStorage",
  "setStorage",
  "switchTab",
  "login",
  "getRandomValues",
  "setNavigationBarTitle",
  "pageScrollTo",
  "makePhoneCall",
  "canvasToTempFilePath",
  "getSystemInfo",
];

const screen = { windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 812, pixelRatio: 2 };
const info = { ...screen, platform: "devtools", SDKVersion: "3.8.0", fontSizeSetting: 16, language: "zh_CN" };

/** What happens to the pages. */
export interface Moves {
  open(url: string): void;
  close(): void;
  replace(url: string): void;
  restart(url: string): void;
}

/** `kept`: the phone's storage, which outlives a run. */
export function fakeWx(calls: Call[], respond: Respond, moves: Moves, kept: Record<string, unknown>) {
  const settle = (name: string, options: Options) => {
    const value = respond(name, options);
    const failed = (error: unknown) => {
      options.fail?.(error);
      options.complete?.(error);
    };
    if (value === undefined) return failed({ errMsg: `${name}:fail no answer in this test` });
    Promise.resolve(value).then((done) => {
      options.success?.(done);
      options.complete?.(done);
    }, failed);
  };
  const api =
    (name: string) =>
    (options: Options = {}) => {
      calls.push({ ...options, name });
      settle(name, options);
      return { abort() {}, onProgressUpdate() {}, onHeadersReceived() {} };
    };
  const moved =
    (name: string, act: (url: string) => void) =>
    (options: Options & { url?: string } = {}) => {
      calls.push({ ...options, name });
      act((options.url ?? "").replace(/^\//, ""));
      options.success?.({});
      options.complete?.({});
    };
  return {
    ...Object.fromEntries(names.map((name) => [name, api(name)])),
    ...Object.fromEntries(
      ["getSystemInfoSync", "getWindowInfo", "getAppBaseInfo", "getDeviceInfo", "getSystemSetting"].map(
        (name) => [name, () => info],
      ),
    ),
    canIUse: () => true,
    nextTick: (next: () => void) => setTimeout(next, 0),
    getStorageSync: (key: string) => kept[key] ?? "",
    setStorageSync: (key: string, value: unknown) => {
      kept[key] = value;
    },
    removeStorageSync: (key: string) => delete kept[key],
    getStorageInfoSync: () => ({ keys: Object.keys(kept) }),
    getLaunchOptionsSync: () => ({ path: "", query: {} }),
    getEnterOptionsSync: () => ({}),
    getMenuButtonBoundingClientRect: () => ({ top: 20, height: 32 }),
    onAppShow() {},
    onAppHide() {},
    onNetworkStatusChange() {},
    offNetworkStatusChange() {},
    navigateTo: moved("navigateTo", moves.open),
    navigateBack: moved("navigateBack", moves.close),
    redirectTo: moved("redirectTo", moves.replace),
    reLaunch: moved("reLaunch", moves.restart),
  };
}
