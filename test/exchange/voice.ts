// A peer that speaks to a portal over HTTP: logs in once, then asks.
import type { Body, TestPeer } from "../delivery/peer.ts";

export class Voice {
  readonly #peer: TestPeer;
  readonly #url: string;
  #token = "";

  /** `portal`: its address, without `/exchange`. */
  constructor(peer: TestPeer, portal: string) {
    this.#peer = peer;
    this.#url = `${portal}/exchange`;
  }

  async logIn(): Promise<this> {
    const { user, password } = this.#peer.account;
    const { body } = await this.ask("YZ1001", { YZ1001: { user, password } });
    this.#token = String((body as Exclude<Body, "">).YZ1001?.token);
    return this;
  }

  /** The answer, opened. */
  async ask(ipc: string, body: Body) {
    return this.#peer.open(Buffer.from(await (await this.send(ipc, body)).arrayBuffer()));
  }

  /** The answer as it comes. */
  send(ipc: string, body: Body): Promise<Response> {
    const raw = this.#peer.message(ipc, body, { Token: this.#token });
    const headers = { "Content-Type": "application/json;charset=utf-8" };
    return fetch(this.#url, { method: "POST", headers, body: new Uint8Array(raw) });
  }
}
