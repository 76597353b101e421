/** Something that does not fit, with what is proposed. */
export interface Finding {
  readonly kind: keyof typeof kinds;
  readonly region: string;
  readonly businessSn: string;
  readonly ipc: string;
  readonly since: string;
  readonly words: string;
  /** `resend` and `settle` are the operator's actions on a message; `ask`: send `text` to the province; `tell`: the applicant. */
  readonly proposal: "resend" | "settle" | "ask" | "tell";
  /** To be copied to the province or the applicant. */
  readonly text: string;
}

interface About {
  readonly region: string;
  readonly businessSn: string;
  readonly ipc: string;
  readonly since: Date;
  readonly now: Date;
  /** Which elements, without their values. */
  readonly paths?: readonly string[];
}

const kinds = {
  held: ["ask", "对方的答复可能是“已收到过”，须核对后重发或登记为已收到。"],
  refused: ["tell", "对方未接收，须改正后发送，并告知申请人。"],
  unsure: ["resend", "发出后超过一小时仍不知对方是否收到，可用同一流水号重发，或凭对方证明登记为已收到。"],
  waiting: ["ask", "超过一天仍未送达，请与对方核对其系统是否正常。"],
  neverAnswered: ["ask", "对方已收到，但一直没有答复这项请求。"],
  pastPromise: ["ask", "已超过承诺的办理时限，对方没有任何反馈。"],
  slowerThanUsual: ["ask", "没有反馈的时间已长于该省百分之九十五的办件。"],
  stateSkipped: ["ask", "反馈中没有“已受理”就到了后面的状态，可能有反馈没有送到。"],
  contradicted: [
    "ask",
    "反馈的状态互相矛盾或不认识：办结以后又有进度、有两个不同的办结结果，或是没有约定的状态。",
  ],
  doubtful: [
    "ask",
    "反馈已接收并告知申请人，但说的是另一种业务、缺少审查通过时应有的内容，或取值不在已知代码中。",
  ],
  notOurs: ["ask", "对方反馈了一个我方编号形式的办件，但我方没有这件，可能有丢失。"],
  noHeartbeat: ["ask", "没有收到对方的心跳，已超过二十五分钟，也比对方平时的间隔长。"],
} as const satisfies Record<string, readonly [Finding["proposal"], string]>;

export function finding(kind: keyof typeof kinds, about: About): Finding {
  const { region, businessSn, ipc, since, now, paths = [] } = about;
  const [proposal, said] = kinds[kind];
  const words = paths.length === 0 ? said : `${said}（${paths.join("，")}）`;
  const days = Math.floor((now.getTime() - since.getTime()) / 86_400_000);
  const what = businessSn === "" ? `${ipc}报文` : `流水号 ${businessSn} 的${ipc}报文`;
  const text =
    proposal === "tell"
      ? `您好，您的申请（流水号 ${businessSn}）尚未被办理机构的系统接收，我们正在处理，您不用重新提交。`
      : `您好，请协助核对${what}：我方记录自 ${since.toISOString()} 起（${days} 天）${words}请告知贵方是否收到、现在的状态和日期，并补发未送达的反馈。`;
  return { kind, region, businessSn, ipc, since: since.toISOString(), words, proposal, text };
}
