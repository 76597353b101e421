// What this province sends back by itself for each message that is not an application.
import { feedBack, queue } from "./feedback.ts";
import type { Case } from "./ledger.ts";
import { goodPath, rolledBack } from "./progress.ts";
import type { Province } from "./province.ts";
import type { Extra } from "./results.ts";
import { stamp } from "./times.ts";

type Values = Readonly<Record<string, string>>;
interface Reply {
  readonly ipc: string;
  readonly words: string;
  readonly values: Extra;
  /** Where the case stands from now on. */
  readonly state?: string;
}

/** Called once for each message that was taken. */
export function reply(province: Province, ipc: string, values: Values): void {
  const sn = values.businessSn ?? "";
  const found = province.ledger.cases.get(sn);
  if (ipc === "CX1004") {
    if (found) feedBack(province, found, goodPath(found.business).at(-1)!, true);
    return;
  }
  const answer = replies[ipc]?.(values, found);
  if (!answer) return;
  const { state = "", words } = answer;
  queue(province, answer.ipc, sn, { ...values, ...answer.values }, { state, words });
  if (ipc === "QX1001" || ipc === "HT1001")
    province.ledger.record({ t: "plan", at: Date.now(), sn, plan: "manual" });
}

const replies: Record<string, (values: Values, found?: Case) => Reply> = {
  // A withdrawal is possible until the case is accepted (6.1.1 and its like).
  QX1001: (_, found) => {
    const open = found !== undefined && found.state === "";
    const result = open
      ? { cancelResult: "1" }
      : { cancelResult: "2", cancelFailReason: "业务已受理，不能撤销" };
    return {
      ipc: "QX1002",
      words: open ? "撤销成功" : "撤销失败",
      ...(open && { state: "2" }),
      values: { ...fresh(), cancelFeedbackDate: stamp(), ...result },
    };
  },
  HT1001: () => ({
    ipc: "HT1002",
    words: "回退成功",
    state: rolledBack,
    values: { ...fresh(), rollFeedbackDate: stamp(), rollResult: "1" },
  }),
  HS1001: () => ({
    ipc: "HS1002",
    words: "核实通过",
    values: { ...fresh(), checkDate: stamp(), checkResult: "1" },
  }),
  PJ1001: () => ({ ipc: "PJ1002", words: "评价已处理", values: { ...handled, checkDate: stamp() } }),
  PJ1003: () => ({ ipc: "PJ1004", words: "投诉已处理", values: { ...handled, checkDate: stamp() } }),
};

// These have a feedbackSn of their own; PJ1002 and PJ1004 carry the evaluation's.
const fresh = (): Extra => ({ feedbackSn: undefined });
const handled: Extra = {
  appStatus: "2",
  effectivEvalua: "1",
  rectifStatus: "1",
  rectification: "已核实并向当事人说明，相关窗口已整改",
};
