// A peer that is logged in at a test portal and speaks to it over HTTP.
import assert from "node:assert/strict";
import { type Body, type Received, TestPeer } from "../delivery/peer.ts";
import type { TestPortal } from "./test-portal.ts";

export class Speaker {
  readonly peer: TestPeer;
  readonly #portal: TestPortal;
  #token = "";

  private constructor(portal: TestPortal, id: string) {
    this.#portal = portal;
    this.peer = new TestPeer(id);
  }

  /** `id`: a region, or the id of another system. */
  static async start(portal: TestPortal, id: string): Promise<Speaker> {
    const one = new Speaker(portal, id);
    await one.peer.join();
    const { header, body } = await one.say("YZ1001", { YZ1001: one.peer.account });
    assert.equal(header.Code, "0000", header.Message);
    one.#token = body === "" ? "" : String(body.YZ1001?.token);
    return one;
  }

  /** Sends one message and gives the answer as the peer reads it. `header` stands for the usual values. */
  async say(ipc: string, body: Body, header: Record<string, string> = {}): Promise<Received> {
    const raw = this.peer.message(ipc, body, { Token: this.#token, ...header });
    const headers = { "Content-Type": "application/json" };
    const { bytes } = await this.#portal.request("POST", "/exchange", { headers, body: raw.toString() });
    return this.peer.open(bytes);
  }

  /** The same, only its answer's code and words. */
  async told(ipc: string, body: Body, header: Record<string, string> = {}): Promise<[string, string]> {
    const answer = await this.say(ipc, body, header);
    return [answer.header.Code!, answer.header.Message!];
  }

  close = () => this.peer.close();
}
