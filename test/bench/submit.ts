// Case submits per second, over HTTP and down to the journal, beside the least that could be done on the same store:
// a bare koa route that inserts a document of the same size with mongoose. Server and clients share this process.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Koa from "koa";
import mongoose, { Schema } from "mongoose";
import { Cases } from "../../bff/src/cases/model.ts";
import { renewal } from "../support/test-application.ts";
import { startTestPortal } from "../support/test-portal.ts";
import type { Bench, BenchRow } from "./row.ts";

const Bare = mongoose.model(
  "Bare",
  new Schema({ _id: String, text: String }, { versionKey: false, collection: "bare" }),
);

async function run({ quick }: { quick: boolean }): Promise<BenchRow[]> {
  const portal = await startTestPortal({ LOG_LEVEL: "silent" });
  const bare = createServer(bareApp().callback());
  await new Promise<void>((resolve) => bare.listen(0, "127.0.0.1", resolve));
  try {
    const person = await portal.signIn();
    const application = await renewal(person);
    const headers = { Cookie: `session=${person.token}`, "X-Requested-With": "portal" };
    const submit = () =>
      post(`${portal.url}/api/applications`, headers, { ...application, submitId: randomUUID() });
    await submit();
    const size = JSON.stringify(await Cases.findOne().lean()).length;
    const insert = () =>
      post(`http://127.0.0.1:${(bare.address() as AddressInfo).port}/`, {}, { text: "x".repeat(size) });

    const rows: BenchRow[] = [];
    for (const atOnce of [1, 32]) {
      const rounds = quick ? 1 : 3;
      const ours: number[] = [];
      const peer: number[] = [];
      // In turns, so that whatever else this machine does meets both alike.
      for (let round = 0; round < rounds; round += 1) {
        peer.push(await perSecond(insert, atOnce, quick ? 1 : 5));
        ours.push(await perSecond(submit, atOnce, quick ? 1 : 5));
      }
      rows.push(row(`case submits, ${atOnce} at once`, median(ours), median(peer)));
    }
    return rows;
  } finally {
    bare.closeAllConnections();
    bare.close();
    await portal.stop();
  }
}

function row(name: string, ours: number, peer: number): BenchRow {
  return { name, ours, peer, unit: "per s", peerName: "bare koa + mongoose insert", ratio: ours / peer };
}

function bareApp(): Koa {
  const app = new Koa();
  app.use(async (ctx) => {
    const chunks: Buffer[] = [];
    for await (const chunk of ctx.req) chunks.push(chunk);
    const { text } = JSON.parse(Buffer.concat(chunks).toString());
    await Bare.create({ _id: randomUUID(), text });
    ctx.status = 201;
    ctx.body = { ok: true };
  });
  return app;
}

async function post(url: string, headers: Record<string, string>, body: unknown): Promise<void> {
  const json = { ...headers, "Content-Type": "application/json" };
  const reply = await fetch(url, { method: "POST", headers: json, body: JSON.stringify(body) });
  const text = await reply.text();
  if (reply.status !== 201) throw new Error(`${reply.status} ${text}`);
}

/** How often `act` ends in a second when `atOnce` of it run side by side for `seconds`. */
async function perSecond(act: () => Promise<void>, atOnce: number, seconds: number): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1_000;
  let done = 0;
  const one = async () => {
    while (performance.now() < end) {
      await act();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return (done * 1_000) / (performance.now() - started);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

export const bench: Bench = { title: "Submitting a case", run };
