import { randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { html, page } from "../html.ts";
import rows from "../vehicles.json" with { type: "json" };

interface Asked {
  readonly vehicleNo?: unknown;
  readonly plateColorCode?: unknown;
  readonly vinNo?: unknown;
}

/** Starts the simulated positioning system; `key.txt` under `dir` holds what the portal sends as its key. */
export async function startPositioning({ dir, port = 0 }: { dir: string; port?: number }) {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, "key.txt");
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
  const key = readFileSync(file, "utf8").trim();
  const state = { down: false, asked: 0 };
  const server = createServer((request, response) => void handle(request, response, state, key));
  await new Promise<void>((resolve, reject) =>
    server.once("error", reject).listen(port, "127.0.0.1", resolve),
  );
  return {
    ...{ key, state },
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type State = { down: boolean; asked: number };

async function handle(request: IncomingMessage, response: ServerResponse, state: State, key: string) {
  const send = (status: number, body: string, type = "application/json;charset=utf-8") =>
    response.writeHead(status, { "content-type": type }).end(body);
  const text = await readAll(request);
  if (request.method === "GET") return send(200, overview(state), "text/html;charset=utf-8");
  if (request.url === "/mood") {
    state.down = !state.down;
    return response.writeHead(303, { location: "/" }).end();
  }
  if (request.url !== "/vehicles/look-up") return send(404, "{}");
  state.asked += 1;
  if (state.down) return send(503, "{}");
  if (!isSame(request.headers.authorization ?? "", `Bearer ${key}`)) return send(401, "{}");
  const asked = parse(text);
  if (asked === null) return send(400, "{}");
  const found = find(asked);
  if (found === undefined) return send(404, "{}");
  const lstPosTm = String(Date.now() - found.heardAgo * 1_000);
  send(200, JSON.stringify({ lstPosTm, isOnline: found.isOnline }));
}

function parse(text: string): Asked | null {
  try {
    return Object(JSON.parse(text));
  } catch {
    return null;
  }
}

/** By plate and its colour; a VIN that is given has to be the same vehicle's. */
function find({ vehicleNo, plateColorCode, vinNo }: Asked) {
  const found = rows.find((one) => one.vehicleNo === vehicleNo && one.plateColorCode === plateColorCode);
  return vinNo === undefined || vinNo === found?.vinNo ? found : undefined;
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function overview({ down, asked }: State): string {
  const head = html`<p class="soft">模拟的营运车辆卫星定位系统 · 已被查询 ${asked} 次</p>`;
  const body = html`<section><h2>状态：${down ? "停机" : "正常"}</h2>
<form method="post" action="/mood"><button>${down ? "恢复" : "停机"}</button></form></section>
<section><h2>车辆</h2><table><tr><th>车牌</th><th>号牌颜色代码</th><th>车辆识别代号</th><th>最近一年上线</th></tr>${rows.map(
    (one) =>
      html`<tr><td>${one.vehicleNo}</td><td>${one.plateColorCode}</td><td>${one.vinNo}</td><td>${one.isOnline === "1" ? "是" : "否"}</td></tr>`,
  )}</table></section>`;
  return page("卫星定位（模拟）", head, body, { refresh: 10 });
}
