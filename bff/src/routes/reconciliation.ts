import { Type } from "@sinclair/typebox";
import { daySheet, rowsOf } from "../operations/reconciliation-file.ts";
import { type JudgedFinding, listFindings, settleFinding } from "../operations/settle-finding.ts";
import type { Services } from "../services.ts";
import { route } from "./route.ts";
import { closed, region, text, time } from "./schemas.ts";

const count = Type.Integer();
const finding = closed({
  ...{ id: text, kind: text, region: text, businessSn: text, ipc: text, since: time },
  ...{ words: text, proposal: text, settlement: text, text, open: Type.Boolean() },
  settlements: Type.Array(closed({ at: time, who: text, reason: text })),
});
const row = closed({
  ...{ direction: text, businessSn: text, IPCType: text, SerialNum: text, SM3: text, state: text, time },
});

const promisedBy = (services: Services) => (of: string, business: string) =>
  services.config().provinces.get(of)?.businesses?.[business]?.days;

/** Only what its description names. */
function present({ facts: _, silence: __, ...finding }: JudgedFinding) {
  return { ...finding, settlements: [...finding.settlements] };
}

export const getFindings = route({
  method: "GET",
  path: "/api/operations/findings",
  summary:
    "For operators: what we hold that a province's feedback does not fit, with a proposal and a text to copy; all=yes: settled ones too",
  access: "operator",
  query: closed({
    region: Type.Optional(region),
    number: Type.Optional(Type.String({ pattern: "^[0-9A-Za-z-]{1,40}$" })),
    all: Type.Optional(Type.Literal("yes")),
  }),
  answer: closed({ findings: Type.Array(finding) }),
  async act({ query: { region, number, all }, services }) {
    const only = { region, businessSn: number, all: all === "yes" };
    const found = await listFindings(promisedBy(services), services.now(), only);
    return { findings: found.map(present) };
  },
});

export const settleOneFinding = route({
  method: "POST",
  path: "/api/operations/findings/:finding/settle",
  summary:
    "For operators: a finding is settled, and how; it comes back when something about it changes. Safe to repeat",
  access: "operator",
  params: closed({ finding: Type.String({ pattern: "^[0-9A-Za-z-]{6,80}\\.[0-9a-f]{12}$" }) }),
  body: closed({ reason: Type.String({ maxLength: 1_000 }) }),
  answer: closed({ done: Type.Boolean(), finding }),
  async act({ params, body: { reason }, operator, services }) {
    const settlement = { who: operator, id: params.finding, reason };
    const { done, finding } = await settleFinding(settlement, promisedBy(services), services.now());
    return { done, finding: present(finding) };
  },
});

export const getDay = route({
  method: "GET",
  path: "/api/operations/days/:region/:day",
  summary:
    "For operators: a province's messages of a day, and how many were confirmed, wait, were refused, held, withdrawn",
  access: "operator",
  params: closed({ region, day: Type.String({ pattern: "^[0-9]{8}$" }) }),
  answer: closed({
    sheet: closed({
      ...{ sent: count, confirmed: count, waiting: count, refused: count, held: count, withdrawn: count },
      unexplained: count,
    }),
    rows: Type.Array(row),
  }),
  async act({ params: { region, day } }) {
    const rows = await rowsOf(region, day);
    return { sheet: daySheet(rows), rows };
  },
});
