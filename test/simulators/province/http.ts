// Two ports: one for messages, which a province in trouble closes; one for its page.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Fault, fault } from "./fault.ts";
import type { Province } from "./province.ts";
import { noteFault, receive } from "./receive.ts";

const largest = 32 * 1024 * 1024;

export interface Listener {
  readonly port: number;
  open(): Promise<void>;
  close(): Promise<void>;
}

/** A listener on 127.0.0.1 that can be closed and opened again on the same port. */
export async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  wanted = 0,
): Promise<Listener> {
  let server: Server | null = null;
  const start = async (port: number) => {
    const next = createServer(handle);
    await new Promise<void>((resolve, reject) => {
      next.once("error", reject);
      next.listen(port, "127.0.0.1", resolve);
    });
    server = next;
    return (next.address() as AddressInfo).port;
  };
  const port = await start(wanted);
  return {
    port,
    open: async () => {
      if (!server) await start(port);
    },
    close: async () => {
      const old = server;
      server = null;
      old?.closeAllConnections();
      if (old) await new Promise((resolve) => old.close(resolve));
    },
  };
}

/** Takes messages at POST /exchange, in the province's mood and at its pace. */
export function exchangeHandler(province: Province) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (province.mood === "hang") return;
    if (request.method !== "POST" || request.url !== "/exchange") {
      noteFault(province, "HTTP", `${request.method} ${request.url}，应为 POST /exchange`);
      return void response.writeHead(404).end();
    }
    const bytes = await readAll(request);
    if (!bytes) return void response.writeHead(413).end();
    if (province.mood === "rubbish")
      return void response
        .writeHead(200, { "content-type": "text/html" })
        .end("<h1>Service Unavailable</h1>");
    const [from, to] = province.dialect.delay;
    await new Promise((resolve) => setTimeout(resolve, from + Math.random() * (to - from)));
    const answer = receive(province, bytes, transportFaults(request));
    if (province.mood === "mute") return void request.socket.destroy();
    const body = Buffer.from(answer.body, "utf8");
    response
      .writeHead(answer.status, {
        "content-type": "application/json;charset=utf-8",
        "content-length": body.length,
      })
      .end(body);
  };
}

export async function readAll(request: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += (part as Buffer).length;
    if (length > largest) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function transportFaults({ headers }: IncomingMessage): Fault[] {
  const type = (headers["content-type"] ?? "").toLowerCase().replaceAll(" ", "");
  const rows: [boolean, string][] = [
    [
      type === "application/json;charset=utf-8",
      `Content-Type 应为 application/json;charset=utf-8，实为 ${type}`,
    ],
    [headers["content-length"] !== undefined, "缺少 Content-Length"],
    [headers["content-encoding"] === undefined, "不应有内容编码"],
  ];
  return rows.filter(([good]) => !good).map(([, words]) => fault("HTTP", words));
}
