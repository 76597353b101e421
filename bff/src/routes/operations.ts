import { Type } from "@sinclair/typebox";
import { AppError } from "../errors.ts";
import { quarantined } from "../exchange/quarantine.ts";
import { correct, resend, settle } from "../operations/decide-message.ts";
import { listMessages, showMessage } from "../operations/list-messages.ts";
import { route } from "./route.ts";
import { closed, region, text, time } from "./schemas.ts";

const id = Type.String({ pattern: "^[0-9A-Za-z-]{1,64}$" });
const params = closed({ caseId: id, entry: id });
const reason = Type.String({ maxLength: 1_000 });
const yesNo = Type.Boolean();
const count = Type.Integer();

const message = closed({
  ...{ caseId: text, entry: text, businessSn: text, region: text, ipc: text, serial: text, st: text },
  ...{ unsure: yesNo, tries: count, code: Type.Union([text, Type.Null()]), said: text, cause: text },
  ...{ since: time, minutes: count },
});
const refused = closed({
  ...{ id: text, peer: text, ipc: text, serial: text, code: text, message: text },
  ...{ at: time, lastAt: time, times: count, bytes: count, kept: yesNo },
});
const decided = closed({ done: yesNo, st: text });

export const listOpenMessages = route({
  method: "GET",
  path: "/api/operations/messages",
  summary: "For operators: messages that are held, refused or unsure, and incoming ones that were refused",
  access: "operator",
  query: closed({ region: Type.Optional(region) }),
  answer: closed({ messages: Type.Array(message), refused: Type.Array(refused) }),
  async act({ query, services }) {
    const incoming = await quarantined(query.region === undefined ? {} : { peer: query.region });
    const refused = incoming.map((one) => ({
      ...one,
      ...{ at: one.at.toISOString(), lastAt: one.lastAt.toISOString() },
    }));
    return { messages: await listMessages(services.now(), query.region), refused };
  },
});

export const showOpenMessage = route({
  method: "GET",
  path: "/api/operations/messages/:caseId/:entry",
  summary: "For operators: one message, what was sent (masked), every attempt and every decision",
  access: "operator",
  params,
  answer: closed({
    message,
    body: text,
    attempts: Type.Array(closed({ at: time, what: text, ms: count, crc: text })),
    decisions: Type.Array(closed({ at: time, who: text, act: text, words: text })),
  }),
  async act({ params, services }) {
    const found = await showMessage(params.caseId, params.entry, services.now());
    if (found === null) throw new AppError("notFound");
    return found;
  },
});

export const resendMessage = route({
  method: "POST",
  path: "/api/operations/messages/:caseId/:entry/resend",
  summary: "For operators: sends it again with the same SerialNum",
  access: "operator",
  params,
  body: closed({ reason }),
  answer: decided,
  act: ({ params, body, operator }) => resend({ who: operator, ...params, ...body }),
});

export const settleMessage = route({
  method: "POST",
  path: "/api/operations/messages/:caseId/:entry/settle",
  summary: "For operators: the province has it; says how that is known",
  access: "operator",
  params,
  body: closed({ reason, proof: reason }),
  answer: decided,
  act: ({ params, body: { reason, proof }, operator }) => settle({ who: operator, ...params, reason }, proof),
});

export const correctMessage = route({
  method: "POST",
  path: "/api/operations/messages/:caseId/:entry/correct",
  summary: "For operators: sends it with other values for the named elements, under a new SerialNum",
  access: "operator",
  params,
  body: closed({
    reason,
    changes: Type.Record(
      Type.String({ pattern: "^[A-Za-z][0-9A-Za-z]{0,60}$" }),
      Type.String({ maxLength: 4_000 }),
      {
        additionalProperties: false,
        maxProperties: 50,
      },
    ),
  }),
  answer: decided,
  act: ({ params, body: { reason, changes }, operator }) =>
    correct({ who: operator, ...params, reason }, changes),
});
