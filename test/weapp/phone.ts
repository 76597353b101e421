import { fileURLToPath } from "node:url";
import type { WechatScene } from "../support/wechat-scene.ts";
import { MiniProgram } from "./mini-program.ts";

const dist = fileURLToPath(new URL("../../miniapp/dist/weapp", import.meta.url));

/** A phone: what its storage keeps outlives the runs of the mini-program on it. */
export class Phone {
  readonly kept: Record<string, unknown> = {};
  readonly wechat: ReturnType<WechatScene["wechat"]["phone"]>;
  private readonly scene: WechatScene;

  constructor(scene: WechatScene) {
    this.scene = scene;
    this.wechat = scene.wechat.phone();
  }

  start(path: string): MiniProgram {
    const app = new MiniProgram(dist, (name, options) => this.respond(name, options), this.kept);
    app.open(path);
    return app;
  }

  private respond(name: string, options: Record<string, unknown>): unknown {
    if (name === "setNavigationBarTitle" || name === "pageScrollTo") return {};
    if (name === "login") return { code: this.wechat.login() };
    if (name === "getRandomValues")
      return { randomValues: crypto.getRandomValues(new Uint8Array(Number(options.length))).buffer };
    return name === "request" ? this.request(options) : undefined;
  }

  private async request({ url, method, data, header }: Record<string, unknown>) {
    const { pathname, search } = new URL(String(url));
    const { status, json } = await this.scene.portal.request(String(method), pathname + search, {
      headers: header as Record<string, string>,
      body: data,
    });
    return { statusCode: status, data: json, header: {} };
  }
}
