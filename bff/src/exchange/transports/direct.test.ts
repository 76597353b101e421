import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from "node:net";
import { after, test } from "node:test";
import { testPeer } from "../test-peer.ts";
import { postDirect } from "./direct.ts";

const open: Server[] = [];
const sockets = new Set<Socket>();
after(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open) server.close();
});

async function listening(server: Server): Promise<string> {
  open.push(server);
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/exchange`;
}

const web = (handle: (request: IncomingMessage, response: ServerResponse, body: string) => void) =>
  listening(
    createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      handle(request, response, body);
    }),
  );

const post = (url: string | null, options: Partial<Parameters<typeof postDirect>[2]> = {}) =>
  postDirect(testPeer({ url }), Buffer.from('{"Header":{}}'), { timeoutMs: 10_000, ...options });

test("a message is POSTed whole with its length, and the answer comes back whatever its status", async () => {
  const seen: unknown[] = [];
  const url = await web(({ method, url: path, headers }, response, body) => {
    seen.push(
      method,
      path,
      headers["content-type"],
      headers["content-length"],
      headers["content-encoding"],
      body,
    );
    response.writeHead(503).end("答");
  });
  let sent = 0;
  const answer = await post(url, { onSent: () => sent++ });
  assert.deepEqual([answer.status, answer.bytes.toString(), sent], [503, "答", 1]);
  assert.deepEqual(seen, [
    "POST",
    "/exchange",
    "application/json;charset=utf-8",
    "13",
    undefined,
    '{"Header":{}}',
  ]);
});

test("a redirect is an answer like any other and is not followed", async () => {
  let calls = 0;
  const url = await web((_, response) => {
    calls++;
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  assert.equal((await post(url)).status, 307);
  assert.equal(calls, 1);
});

async function closedPort(): Promise<string> {
  const server = createTcp();
  const url = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return url;
}

for (const [name, url, options] of [
  ["nobody listens", closedPort, {}],
  ["the peer has no url", async () => null, {}],
  ["the url is not allowed", async () => "http://10.255.255.1/", {}],
  ["the name does not exist", async () => "https://nowhere.invalid/", {}],
  ["the name leads to http elsewhere", async () => "http://nowhere.invalid/", {}],
  [
    "the other side speaks no TLS",
    async () => (await web((_, response) => response.end())).replace("http:", "https:"),
    {},
  ],
  [
    "the TLS handshake is never answered",
    async () => (await listening(createTcp(() => {}))).replace("http:", "https:"),
    { timeoutMs: 300 },
  ],
  ["it was stopped before", closedPort, { signal: AbortSignal.abort() }],
] as const)
  test(`surely nothing left us: ${name}`, async () => {
    let sent = 0;
    await assert.rejects(post(await url(), { ...options, onSent: () => sent++ }), { name: "NotSent" });
    assert.equal(sent, 0);
  });

for (const [name, url, options] of [
  ["no answer in time", () => web(() => {}), { timeoutMs: 300 }],
  ["an answer that never ends", () => web((_, response) => response.write("{")), { timeoutMs: 300 }],
  ["the connection is cut before the answer", () => web((request) => request.socket.destroy()), {}],
  [
    "the connection is cut within the answer",
    () =>
      web((request, response) => {
        response.writeHead(200, { "content-length": 100 });
        response.write("{", () => request.socket.destroy());
      }),
    {},
  ],
  ["it closes at once", () => listening(createTcp((socket) => socket.end())), {}],
  ["no HTTP comes back", () => listening(createTcp((socket) => socket.end("rubbish\r\n\r\n"))), {}],
  [
    "more than 32 MiB come back",
    () =>
      web((_, response) => {
        const chunk = Buffer.alloc(1_000_000);
        const more = () => {
          while (response.write(chunk));
          response.once("drain", more);
        };
        more();
      }),
    {},
  ],
] as const)
  test(`it may have arrived: ${name}`, async () => {
    await assert.rejects(post(await url(), options), { name: "Unknown" });
  });

test("stopping while an answer is awaited leaves it unknown", async () => {
  const stop = new AbortController();
  const url = await web(() => stop.abort());
  await assert.rejects(post(url, { signal: stop.signal }), { name: "Unknown" });
});
