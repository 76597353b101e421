import { Readable } from "node:stream";
import { received } from "./attempts.ts";
import { authorize, isTrusted } from "./authorize.ts";
import type { Answer, ExchangeDeps, Incoming, Shell } from "./deps.ts";
import { type Message, open, seal } from "./envelope.ts";
import { writeEnvelope } from "./envelope-text.ts";
import type { DirectHandler, StoredHandler } from "./handlers/handler.ts";
import { handlerOf } from "./handlers/index.ts";
import { answerHeader, type Header } from "./header.ts";
import { hashOf, type Kept, takeIn } from "./inbox.ts";
import { incomingOf } from "./incoming.ts";
import { loadPeer } from "./peers.ts";
import { keepRefused } from "./quarantine.ts";
import { type Refusal, refusalAnswer } from "./refusal.ts";
import { type Answered, answerOf } from "./return-codes.ts";

/** What reception works with. */
export interface Door extends Shell {
  readonly deps: ExchangeDeps;
}

interface Done {
  readonly code: string;
  readonly answer: Answer;
  /** What operators have to look at: the message was not taken (what its sender was told), or a file of it is not fit. */
  readonly kept?: Answered;
}

/** Takes one message from its bytes to its answer; never throws. `ip`: the sender's address. */
export async function receive(raw: Buffer, ip: string, door: Door): Promise<Answer> {
  const started = performance.now();
  const { clock, log } = door;
  const message = await open(raw, {
    peerOf: loadPeer,
    authorize: (header, peer) => authorize(header, peer, clock.now()),
  });
  const done = message.refused ? refuse(message, door) : await accept(message, ip, door);
  if (done.kept)
    await keepForOperators(message, done.kept, raw, clock.now()).catch((error) =>
      log.warn({ err: error }, "a message could not be kept for the operators"),
    );
  try {
    await writeDown(message, done.code, performance.now() - started, raw.length, door);
    return done.answer;
  } catch (error) {
    // What is not written down does not leave: the sender asks again, and finds the answer stored.
    log.error({ err: error }, "a received message could not be written down");
    if (done.answer.body instanceof Readable) done.answer.body.destroy();
    return said(message.header, answerOf("failure")).answer;
  }
}

/** Takes up again a message whose handling died; its sender finds the answer stored when it asks again. */
export async function redo(kept: Kept, { deps }: Door): Promise<void> {
  const handler = handlerOf(kept.incoming.ipc);
  if (handler?.kind === "stored") await takeIn(kept, (one) => handler.handle(one, deps), plainAnswer);
}

function refuse(refusal: Refusal, { log }: Door): Done {
  const { code, header, status, cause } = refusal;
  const about = { code, source: header.Source, ipc: header.IPCType, serial: header.SerialNum };
  if (cause === undefined) log.warn(about, "a message was refused");
  else log.error({ ...about, err: cause }, "a message could not be judged");
  return { code, answer: json(refusalAnswer(refusal), status), kept: refusal };
}

async function accept(message: Message, ip: string, door: Door): Promise<Done> {
  const { header, peer } = message;
  try {
    const handler = handlerOf(header.IPCType);
    if (handler?.kind === "stored") return await stored(handler, message, door);
    if (handler?.kind === "direct") return await direct(handler, message, ip, door);
    return said(header, answerOf("notOpen"));
  } catch (error) {
    const about = { peer: peer.region, ipc: header.IPCType, serial: header.SerialNum };
    door.log.error({ ...about, err: error }, "a message could not be handled");
    return said(header, answerOf("failure"));
  }
}

async function direct(handler: DirectHandler, message: Message, ip: string, door: Door): Promise<Done> {
  const reply = await handler.handle(message, { ...door, ip });
  if ("http" in reply) return { code: "0000", answer: reply.http };
  const draft = { header: answerHeader(message.header, reply), body: reply.body ?? "" } as const;
  return { code: reply.code, answer: json(await seal(draft, reply.sealedFor ?? message.peer)) };
}

async function stored(handler: StoredHandler, message: Message, { deps, clock, log }: Door): Promise<Done> {
  const { header, peer } = message;
  const incoming = await incomingOf(message, clock.now(), deps);
  if ("code" in incoming) return { ...said(header, incoming), kept: incoming };
  const kept = { incoming, header, hash: hashOf(header.IPCType, message.bodyText) };
  const last: { kept?: Answered } = {};
  const odd = oddIn(incoming);
  const handle = async (one: Incoming) => {
    const handled = await handler.handle(one, deps);
    if (handled.code !== "0000") last.kept = handled;
    else if (odd.length > 0) last.kept = { code: handled.code, message: odd.join("；") };
    return handled;
  };
  const verdict = await takeIn(kept, handle, plainAnswer);
  if ("answer" in verdict) return { code: verdict.code, answer: json(verdict.answer), ...last };
  const about = { alarm: "serialReused", peer: peer.region, ipc: header.IPCType, serial: header.SerialNum };
  log.error(about, "a SerialNum came again with another content");
  const answered = answerOf("wrong", "Header.SerialNum");
  return { ...said(header, answered), kept: answered };
}

/** What operators should look at although it was taken, without its values. Other doubts about a case stand in the case. */
function oddIn({ ipc, files, rows, doubts = [] }: Incoming): string[] {
  if (rows !== undefined) {
    const paths = doubts.map(({ path }) => path);
    return paths.length <= 5 ? paths : [...paths.slice(0, 5), `等${paths.length}处`];
  }
  return Object.entries(files).flatMap(([name, { file, unfit }]) =>
    unfit === undefined ? [] : [`${ipc}.${name}：${unfit}（文件 ${file}）`],
  );
}

/** Of a sender whose Token held; a fault in its header may stand before the Source was looked at. */
async function keepForOperators(
  { header, peer: known }: Message | Refusal,
  answered: Answered,
  raw: Buffer,
  now: Date,
): Promise<void> {
  const peer = known ?? (await loadPeer(header.Source));
  if (peer !== null && isTrusted(header, peer, now))
    await keepRefused(peer.region, header, answered, raw, now);
}

/** An answer without data: that of everything that goes through the inbox. */
function plainAnswer(header: Header, answered: Answered): string {
  return writeEnvelope(answerHeader(header, answered), "").toString();
}

function said(header: Header, answered: Answered): Done {
  return { code: answered.code, answer: json(plainAnswer(header, answered)) };
}

function json(body: Buffer | string, status = 200): Answer {
  return { status, headers: { "Content-Type": "application/json;charset=utf-8" }, body };
}

/** One row for each message of a known peer; what strangers send is in the log only, they could fill the store. */
async function writeDown(
  message: Message | Refusal,
  code: string,
  ms: number,
  bytes: number,
  { clock, instance }: Door,
): Promise<void> {
  const { header, peer } = message;
  if (peer === undefined) return;
  const { IPCType: ipc, SerialNum: serial } = header;
  const businessSn = "bodyText" in message && /"businessSn"\s*:\s*"(\w{1,40})"/.exec(message.bodyText)?.[1];
  const row = { peer: peer.region, ipc, serial, instance, code, ms: Math.round(ms), bytes, crc: header.CRC };
  await received({ ...row, ...(businessSn && { businessSn }) }, clock.now());
}
