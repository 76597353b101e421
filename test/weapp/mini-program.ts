// Runs a built mini-program in a Node vm, with what WeChat gives (App, Page, wx) replaced, and shows its tree.
// Not covered: WXSS and layout, native controls, real bubbling, the limits of the base library.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createContext, runInContext } from "node:vm";
import { type Raw, Tree, type TreeNode } from "./tree.ts";
import { type Call, fakeWx, type Respond } from "./wx.ts";

interface PageObject {
  readonly data: { root?: { cn?: Raw[] } };
  readonly route: string;
  readonly methods?: object;
  onLoad?(options: object): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
  [handler: string]: unknown;
}

/** A mini-program at work. `respond` answers the calls to `wx`; `kept` is the phone's storage, for a second run. */
export class MiniProgram {
  readonly calls: Call[] = [];
  readonly pages: PageObject[] = [];
  private readonly known = new Map<string, PageObject>();
  private readonly load: (file: string) => unknown;
  private readonly dist: string;
  private readonly tree: Tree;
  private registered: PageObject | undefined;

  constructor(dist: string, respond: Respond, kept: Record<string, unknown> = {}) {
    this.dist = dist;
    this.tree = new Tree(dist, () => this.pages.at(-1)?.data.root?.cn ?? []);
    const moves = {
      open: (url: string) => this.open(url),
      close: () => this.close(),
      replace: (url: string) => this.replace(url),
      restart: (url: string) => this.restart(url),
    };
    const wx = fakeWx(this.calls, respond, moves, kept);
    let app: { onLaunch?(options: object): void; onShow?(options: object): void } = {};
    const register = (page: PageObject) => {
      this.registered = page;
    };
    const world = createContext({
      ...{ wx, console, setTimeout, clearTimeout, clearInterval, Promise },
      // What an open page does again and again must not keep the test's process.
      setInterval: (...given: Parameters<typeof setInterval>) => setInterval(...given).unref(),
      App: (given: typeof app) => {
        app = given;
      },
      getApp: () => app,
      getCurrentPages: () => this.pages,
      Behavior: (given: unknown) => given,
      Page: register,
      Component: register,
    });
    runInContext("var globalThis = this; var global = this; var self = this;", world);
    this.load = loaderIn(world);
    this.load(join(dist, "app"));
    app.onLaunch?.({ path: "", query: {} });
    app.onShow?.({});
  }

  /** Opens a page by its path and query, on top of those that are open. */
  open(url: string) {
    const [path, query = ""] = url.split("?") as [string, string?];
    if (!this.known.has(path)) {
      this.registered = undefined;
      this.load(join(this.dist, path));
      if (!this.registered) throw new Error(`${path} registered no page`);
      this.known.set(path, this.registered);
    }
    const options = Object.fromEntries(new URLSearchParams(query));
    const kind = this.known.get(path)!;
    const page = {
      ...kind,
      ...kind.methods,
      data: structuredClone(kind.data ?? {}),
      route: path,
      options,
    } as PageObject;
    page.setData = (change: Record<string, unknown>, done?: () => void) => {
      for (const [at, value] of Object.entries(change)) put(page.data, at, structuredClone(value));
      setTimeout(() => done?.(), 0);
    };
    page.selectComponent = () => null;
    this.pages.push(page);
    page.onLoad?.(options);
    page.onShow?.();
    page.onReady?.();
  }

  close() {
    this.unload();
    this.pages.at(-1)?.onShow?.();
  }

  /** Opens a page in place of the one on top. */
  replace(url: string) {
    this.unload();
    this.open(url);
  }

  /** Opens a page as the only one. */
  restart(url: string) {
    while (this.pages.length > 0) this.unload();
    this.open(url);
  }

  private unload() {
    const page = this.pages.pop();
    page?.onHide?.();
    page?.onUnload?.();
  }

  get text(): string {
    return this.tree.text();
  }

  byId = (id: string): TreeNode => this.tree.one(`#${id}`, (node) => node.id === id);
  byTag = (tag: string): TreeNode => this.tree.one(`<${tag}>`, (node) => node.tag === tag);
  byText = (words: string): TreeNode =>
    this.tree.last(words, (node) => node.tag !== "#text" && this.tree.text([node]) === words);
  byLabel = (label: string): TreeNode =>
    this.tree.one(label, (node) => node.attributes["aria-label"] === label);

  tap = (node: TreeNode) => this.fire(node, "tap");
  input = (node: TreeNode, value: string) => this.fire(node, "input", { value, cursor: value.length });
  choose = (node: TreeNode, value: number | string) => this.fire(node, "change", { value });

  private fire(node: TreeNode, type: string, detail: object = {}) {
    const handler = node.handlers[type];
    // What is not bound in the template, WeChat would not deliver.
    if (!handler) throw new Error(`<${node.tag}> binds no ${type}`);
    const target = { id: node.id, dataset: { sid: node.sid } };
    const page = this.pages.at(-1) as unknown as Record<string, (event: object) => void>;
    page[handler]!({ type, detail, timeStamp: Date.now(), target, currentTarget: target, mark: {} });
  }
}

function loaderIn(world: object): (file: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>();
  const load = (name: string): unknown => {
    const file = name.endsWith(".js") ? name : `${name}.js`;
    const before = loaded.get(file);
    if (before) return before.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const wrapped = `(function (require, module, exports) {${readFileSync(file, "utf8")}\n})`;
    const run = runInContext(wrapped, world, { filename: file });
    run((path: string) => load(resolve(dirname(file), path)), module, module.exports);
    return module.exports;
  };
  return load;
}

/** `root.cn[0].v` of setData. */
function put(object: object, path: string, value: unknown) {
  const keys = path
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .filter(Boolean);
  let at = object as Record<string, unknown>;
  for (const [index, key] of keys.slice(0, -1).entries()) {
    at[key] ??= /^\d+$/.test(keys[index + 1]!) ? [] : {};
    at = at[key] as Record<string, unknown>;
  }
  at[keys.at(-1)!] = value;
}
