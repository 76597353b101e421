// The province's page for people, and the same as JSON under /api for tests.
import type { IncomingMessage, ServerResponse } from "node:http";
import { act, isAction } from "./actions.ts";
import { casePage } from "./case-page.ts";
import { reportEducation } from "./education.ts";
import { readAll } from "./http.ts";
import type { Case } from "./ledger.ts";
import { overview } from "./pages.ts";
import { isEnd, wordsOfState } from "./progress.ts";
import { type Mood, moods } from "./province.ts";
import type { Running } from "./start.ts";
import { openAtWindow } from "./window.ts";

interface Reply {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
}

const json = (value: unknown, status = 200): Reply => ({
  status,
  type: "application/json;charset=utf-8",
  body: JSON.stringify(value),
});
const page = (body: string): Reply => ({ status: 200, type: "text/html;charset=utf-8", body });
const notFound = json({ error: "没有这一页" }, 404);

export function pageHandler(running: Running) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = request.method === "POST" ? await fieldsOf(request) : {};
    const parts = new URL(request.url ?? "/", "http://localhost").pathname
      .split("/")
      .filter(Boolean)
      .map(decodeURIComponent);
    const reply = request.method === "POST" ? await change(running, parts, form) : read(running, parts);
    // A person who pressed a button comes back to the page; a program gets the JSON.
    const back =
      request.method === "POST" &&
      reply.status === 200 &&
      (request.headers.accept ?? "").includes("text/html");
    if (back) return void response.writeHead(303, { location: request.headers.referer ?? "/" }).end();
    response
      .writeHead(reply.status, {
        "content-type": reply.type,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      })
      .end(reply.body);
  };
}

function read(running: Running, [first, second, third]: string[]): Reply {
  const { ledger } = running.province;
  if (first === undefined) return page(overview(running));
  const found = ledger.cases.get((first === "api" ? third : second) ?? "");
  if (first === "cases" && found) return page(casePage(running, found));
  if (first === "files" && /^[0-9a-f]{64}$/.test(second ?? "")) return file(ledger.read(second!));
  if (first !== "api") return notFound;
  if (second === "cases" && third) return found ? json(caseOf(running, found)) : notFound;
  if (second === "cases") return json([...ledger.cases.values()].map((each) => caseOf(running, each)));
  if (second === "messages") return json(ledger.messages);
  if (second === "faults") return json(faultsOf(running));
  return second === "status" ? json(statusOf(running)) : notFound;
}

async function change(
  running: Running,
  [first, second, third]: string[],
  form: Record<string, string>,
): Promise<Reply> {
  if (first === "mood" && moods.includes(form.mood as Mood)) {
    await running.setMood(form.mood as Mood, Number(form.seconds) || undefined);
    return json({ ok: true });
  }
  if (first === "window" && second === undefined) {
    const businessSn = openAtWindow(running.province, form);
    return businessSn === null ? json({ error: "窗口不办这项业务" }, 409) : json({ businessSn });
  }
  if (first === "education" && second === undefined) {
    reportEducation(running.province, form);
    return json({ ok: true });
  }
  if (first !== "cases" || !second || !third || !isAction(third)) return notFound;
  const error = act(running.province, second, third, form.reason || undefined);
  return error ? json({ error }, 409) : json({ ok: true });
}

function caseOf({ province, autopilot }: Running, found: Case) {
  const { sn, business, values, attachments, receivedAt, state, plan, materials, feedbacks } = found;
  return {
    businessSn: sn,
    business,
    values,
    attachments,
    receivedAt,
    state,
    plan,
    materials,
    words: wordsOfState(business, state),
    ended: isEnd(business, state),
    materialsWhy: autopilot.fetching.get(sn)?.why,
    feedbacks: feedbacks.map(({ id, ipc, serial, state: told, at }) => ({
      ipc,
      serial,
      state: told,
      at,
      delivered: !province.ledger.outbox.has(id),
    })),
  };
}

/** Everything that was wrong in what the portal sent or answered: messages, answers, zips. */
function faultsOf({ province: { ledger } }: Running) {
  return [
    ...ledger.messages.flatMap(({ at, ipc, sn, serial, faults }) =>
      faults.map((fault) => ({ at, ipc, sn, serial, ...fault })),
    ),
    ...ledger.otherFaults.map(({ at, where, message }) => ({ at, path: where, message })),
    ...[...ledger.cases.values()].flatMap(({ sn, materials }) =>
      (materials?.faults ?? []).map((message) => ({ at: 0, ipc: "CX3001", sn, path: "zip", message })),
    ),
  ];
}

function statusOf({ province, heartbeat, delivery }: Running) {
  const { region, mood, ledger, heardAt, heartbeatAt } = province;
  const waiting = [...ledger.outbox.values()].map(({ sn, ipc, state, id }) => ({
    sn,
    ipc,
    state,
    ...delivery.attempts.get(id),
  }));
  return {
    region,
    mood,
    cases: ledger.cases.size,
    messages: ledger.messages.length,
    faults: faultsOf({ province } as Running).length,
    heardAt,
    heartbeatAt,
    heartbeat,
    waiting,
  };
}

// Photos are shown as what they are; nothing that a browser might run.
function file(bytes: Buffer): Reply {
  const type =
    bytes[0] === 0xff ? "image/jpeg" : bytes[0] === 0x89 ? "image/png" : "application/octet-stream";
  return { status: 200, type, body: bytes };
}

async function fieldsOf(request: IncomingMessage): Promise<Record<string, string>> {
  const text = (await readAll(request))?.toString("utf8") ?? "";
  if (!text) return {};
  if ((request.headers["content-type"] ?? "").includes("json"))
    return JSON.parse(text) as Record<string, string>;
  return Object.fromEntries(new URLSearchParams(text));
}
