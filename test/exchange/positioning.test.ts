// A province asks about a vehicle's positioning device (CX1001), with a positioning system over HTTP behind us.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { httpPositioning } from "../../bff/src/adapters/positioning.ts";
import { startPositioning } from "../simulators/positioning/start.ts";
import { Speaker } from "../support/speaker.ts";
import { startTestPortal, type TestPortal } from "../support/test-portal.ts";

const dir = mkdtempSync(join(tmpdir(), "positioning-"));
let system: Awaited<ReturnType<typeof startPositioning>>;
let portal: TestPortal;
let province: Speaker;

before(async () => {
  system = await startPositioning({ dir });
  const POSITIONING_URL = `http://127.0.0.1:${system.port}`;
  portal = await startTestPortal({ POSITIONING_URL, POSITIONING_KEY: system.key });
  province = await Speaker.start(portal, "650000");
});
after(async () => {
  await province?.close();
  await portal?.stop();
  await system?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const known = { vehicleNo: "京A12345", plateColorCode: "2" };
const ask = (vehicle: object) => province.say("CX1001", { CX1001: { ...vehicle } });

const seen: [string, object, string][] = [
  ["by its plate", known, "1"],
  ["by its plate and its VIN", { ...known, vinNo: "LSVNV2182E2100001" }, "1"],
  ["that has not been online for a year", { vehicleNo: "粤A34567", plateColorCode: "93" }, "0"],
];
for (const [name, vehicle, isOnline] of seen)
  test(`a vehicle ${name}: when it was last heard, and whether within a year`, async () => {
    const { header, body } = await ask(vehicle);
    assert.equal(header.Code, "0000", header.Message);
    const { lstPosTm, ...rest } = body === "" ? {} : body.CX1001!;
    assert.deepEqual(rest, { isOnline });
    assert.match(String(lstPosTm), /^\d{13}$/);
  });

const unknown: [string, object][] = [
  ["a plate that nobody knows", { vehicleNo: "京A99999", plateColorCode: "2" }],
  ["a plate of another colour", { ...known, plateColorCode: "1" }],
  ["a plate with another vehicle's VIN", { ...known, vinNo: "LSVNV2182E2100002" }],
];
for (const [name, vehicle] of unknown)
  test(`${name}: 0003`, async () => {
    const { header, body } = await ask(vehicle);
    assert.deepEqual([header.Code, body], ["0003", ""]);
  });

test("while the positioning system is away the province is told to ask again, and then gets its answer", async () => {
  system.state.down = true;
  const { header, body } = await ask(known);
  assert.deepEqual([header.Code, body], ["9999", ""]);
  assert.match(header.Message!, /稍后重发.*卫星定位/);
  assert.ok(portal.log.some((line) => JSON.parse(line).alarm === "positioning"));
  system.state.down = false;
  assert.equal((await ask(known)).header.Code, "0000");
});

test("no plate stands in the log", () => {
  assert.ok(portal.log.every((line) => !line.includes(known.vehicleNo)));
});

const answers: [string, number, string][] = [
  ["no JSON", 200, "<html>"],
  ["a list", 200, "[]"],
  ["a time in words", 200, '{"lstPosTm":"yesterday","isOnline":"1"}'],
  ["a state that B.8 does not have", 200, '{"lstPosTm":"1535731200000","isOnline":"2"}'],
  ["far too much", 200, " ".repeat(100_000)],
  ["a refusal", 401, "{}"],
  ["another address", 302, ""],
];
for (const [name, status, text] of answers)
  test(`a positioning system that answers ${name} has not answered`, async () => {
    const server = createServer((_, response) => response.writeHead(status, { location: "/x" }).end(text));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await assert.rejects(httpPositioning({ url, key: null }).lookUp(known));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
