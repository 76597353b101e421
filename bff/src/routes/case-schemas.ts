import { Type } from "@sinclair/typebox";
import { closed, code, digest, region, text, time } from "./schemas.ts";

const oneOf = (...values: string[]) => Type.Union(values.map((value) => Type.Literal(value)));

const delivery = closed({
  status: oneOf("sending", "waiting", "unconfirmed", "checking", "refused", "cancelled", "delivered"),
  words: text,
  since: time,
});

export const caseSummary = closed({
  caseId: digest,
  business: code,
  title: text,
  businessSn: text,
  region,
  regionName: text,
  submittedAt: time,
  state: text,
  stateName: text,
  words: text,
  final: Type.Boolean(),
  good: Type.Boolean(),
  delivery,
  origin: oneOf("portal", "window"),
});

export const requestSummary = closed({
  requestId: text,
  request: code,
  title: text,
  submittedAt: time,
  delivery,
  result: Type.Optional(closed({ at: time, good: Type.Boolean(), title: text, words: text })),
});

const file = { name: text, url: text };

const timelineEntry = closed({
  id: Type.Optional(digest),
  at: time,
  title: text,
  words: text,
  reason: Type.Optional(text),
  office: Type.Optional(text),
  handler: Type.Optional(text),
  examinationPlan: Type.Optional(text),
  parcel: Type.Optional(closed({ company: text, number: text })),
  files: Type.Optional(Type.Array(closed(file))),
});

export const caseAnswer = closed({
  case: caseSummary,
  delivery,
  timeline: Type.Array(timelineEntry),
  answers: Type.Array(
    closed({ title: text, items: Type.Array(closed({ name: text, label: text, value: text })) }),
  ),
  attachments: Type.Array(closed({ imageType: text, ...file, document: Type.Optional(Type.Literal(true)) })),
  actions: Type.Array(closed({ request: code, title: text, open: Type.Boolean(), why: Type.Optional(text) })),
  correctable: Type.Boolean(),
  requests: Type.Array(requestSummary),
});
