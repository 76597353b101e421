import type { AddressInfo } from "node:net";
import { connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What can happen to one request and its answer on the way. */
export const mishaps = [
  "dropAnswer",
  "reset",
  "delay",
  "slice",
  "truncate",
  "garbage",
  "refuse",
  "hang",
  "cutRequest",
] as const;
export type Mishap = (typeof mishaps)[number];
/** The share of requests that each befalls; what is left over passes. */
export type Weather = Partial<Record<Mishap, number>>;

/** A fault proxy on one link: a TCP forwarder that draws a mishap for each request (each turn of the talk). */
export class Link {
  weather: Weather = {};
  /** Told of each request and each answer, or its end. */
  observe: (what: "asked" | "answered") => void = () => {};
  readonly counts = new Map<Mishap, number>();
  readonly #target: () => number;
  readonly #chance: () => number;
  readonly #open = new Set<Socket>();
  #server: Server | null = null;
  port = 0;

  /** `target`: the port behind it, asked at each connection since a restarted process has another. */
  constructor(target: () => number, chance: () => number) {
    this.#target = target;
    this.#chance = chance;
  }

  async listen(): Promise<this> {
    const server = createServer({ allowHalfOpen: false }, (socket) => this.#carry(socket));
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  /** Refuses connections, as a machine that is down. */
  async shut(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve) ?? resolve(null));
    this.#server = null;
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  #draw(): Mishap | null {
    let left = this.#chance();
    for (const [name, share = 0] of Object.entries(this.weather) as [Mishap, number][]) {
      left -= share;
      if (left >= 0) continue;
      this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
      return name;
    }
    return null;
  }

  #carry(near: Socket): void {
    const far = connect(this.#target(), "127.0.0.1");
    let mishap: Mishap | null = null;
    let asking = false;
    let answered = 0;
    let late = Promise.resolve();
    // A late answer counts as one when it arrives.
    const answer = () => {
      if (asking) this.observe("answered");
      asking = false;
    };
    const end = () => {
      answer();
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      this.#open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", () => {
        this.#open.delete(socket);
        // A late answer arrives even if its sender has hung up since.
        void (socket === far ? late : Promise.resolve()).then(end);
      });
    }
    near.on("data", (bytes: Buffer) => {
      if (!asking) {
        mishap = this.#draw();
        this.observe("asked");
      }
      asking = true;
      answered = 0;
      if (mishap === "reset" || mishap === "refuse") near.resetAndDestroy();
      else if (mishap === "cutRequest") far.write(bytes.subarray(0, bytes.length >> 1), end);
      else if (mishap !== "hang") far.write(bytes);
    });
    far.on("data", (bytes: Buffer) => {
      answered += bytes.length;
      if (mishap === null) {
        answer();
        near.write(bytes);
        return;
      }
      late = this.#spoil(mishap, near, bytes, answered).then((over) => {
        answer();
        if (over) end();
      });
    });
  }

  /** Gives whether the connection ends with it. */
  async #spoil(mishap: Mishap, near: Socket, bytes: Buffer, answered: number): Promise<boolean> {
    switch (mishap) {
      case "truncate":
        near.write(bytes.subarray(0, Math.max(1, bytes.length >> 1)));
        return true;
      case "garbage":
        if (answered === bytes.length) near.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<html>？");
        return true;
      case "delay":
        await sleep(30 + this.#chance() * 400);
        await new Promise((resolve) => near.write(bytes, resolve));
        return false;
      case "slice":
        for (let at = 0; at < bytes.length; at += 97) {
          near.write(bytes.subarray(at, at + 97));
          await sleep(1);
        }
        return false;
      default:
        return true;
    }
  }
}
