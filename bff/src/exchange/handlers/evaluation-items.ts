import { writeBody } from "shared-types/body.ts";
import { interfaces } from "shared-types/spec/interfaces.gen.ts";
import { answerOf } from "../return-codes.ts";
import type { DirectHandler } from "./handler.ts";

/** CX3002 (A.2.6): the items that a rating may choose, ours (`config/codes/normItems.json`). */
export const evaluationItems: DirectHandler = {
  kind: "direct",
  open: false,
  async handle(_, { deps, clock }) {
    const items = deps.evaluationItems();
    if (items.length === 0) return answerOf("noData");
    const normInfo = items.map(({ code, name, parent = "" }) => ({
      ...{ iid: code, normCode: code, normName: name, starLevel: parent },
      ...{ usingStatus: "启用", synchronizetime: spaced(clock.now()) },
    }));
    const body = writeBody(interfaces.CX3002, "response", { values: {}, rows: { normInfo } });
    return { ...answerOf("done"), body: body as Record<string, unknown> };
  },
};

/** yyyy-MM-dd HH:mm:ss, Asia/Shanghai. */
function spaced(moment: Date): string {
  return new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
}
