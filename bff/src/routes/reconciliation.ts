import { Type } from "@sinclair/typebox";
import { reconcile } from "../operations/reconcile.ts";
import { daySheet, rowsOf } from "../operations/reconciliation-file.ts";
import { route } from "./route.ts";
import { closed, region, text, time } from "./schemas.ts";

const count = Type.Integer();
const finding = closed({
  ...{ kind: text, region: text, businessSn: text, ipc: text, since: time },
  ...{ words: text, proposal: text, text },
});
const row = closed({
  ...{ direction: text, businessSn: text, IPCType: text, SerialNum: text, SM3: text, state: text, time },
});

export const listFindings = route({
  method: "GET",
  path: "/api/operations/findings",
  summary:
    "For operators: what we hold that a province's feedback does not fit, with a proposal and a text to copy",
  access: "operator",
  query: closed({
    region: Type.Optional(region),
    number: Type.Optional(Type.String({ pattern: "^[0-9A-Za-z-]{1,40}$" })),
  }),
  answer: closed({ findings: Type.Array(finding) }),
  async act({ query: { region, number }, services }) {
    const { provinces } = services.config();
    const promised = (of: string, business: string) => provinces.get(of)?.businesses?.[business]?.days;
    const only = { ...(region && { region }), ...(number && { businessSn: number }) };
    return { findings: await reconcile(promised, services.now(), only) };
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
