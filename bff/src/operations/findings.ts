import { sm3Hex } from "../crypto/provider.ts";

type Kind = keyof typeof kinds;

/** Something that does not fit, with what is proposed. */
export interface Finding {
  /** The same for the same thing on every day: `<case or region>.<12 hex digits>`. */
  readonly id: string;
  readonly kind: Kind;
  readonly region: string;
  readonly businessSn: string;
  readonly ipc: string;
  readonly since: string;
  readonly words: string;
  /** `resend` and `settle` are the operator's actions on a message; `ask`: send `text` to the province; `tell`: the applicant. */
  readonly proposal: "resend" | "settle" | "ask" | "tell";
  /** The proposed settlement in words, for every kind: what to do, and when it counts as settled. */
  readonly settlement: string;
  /** To be copied to the province or the applicant. */
  readonly text: string;
  /** Digest of what it is made of: another one is news about the same thing. */
  readonly facts: string;
  /** Nothing happens and that is what is odd: the longer, the more. */
  readonly silence: boolean;
}

interface About {
  /** Case or region, and which of its things where it has several of the kind. */
  readonly of: readonly [owner: string, thing: string];
  /** What would be news if it were different. */
  readonly facts: readonly unknown[];
  readonly region: string;
  readonly businessSn: string;
  readonly ipc: string;
  readonly since: Date;
  readonly now: Date;
  /** Which elements, without their values. */
  readonly paths?: readonly string[];
}

interface Words {
  readonly proposal: Finding["proposal"];
  readonly said: string;
  readonly settlement: string;
  readonly silence?: boolean;
}

const kinds = {
  held: {
    proposal: "ask",
    said: "对方的答复可能是“已收到过”，须核对后重发或登记为已收到。",
    settlement: "向对方核对是否已收到：已收到的登记为已收到，未收到的重发，内容有误的改正后发送。",
  },
  refused: {
    proposal: "tell",
    said: "对方未接收，须改正后发送，并告知申请人。",
    settlement: "改正后发送；不能改正的，告知申请人重新申请，并登记告知的方式和日期。",
  },
  unsure: {
    proposal: "resend",
    said: "超过一小时仍不知对方是否收到，可用同一流水号重发，或凭对方证明登记为已收到。",
    settlement:
      "系统会自动重发；对方书面说明已收到的登记为已收到；对方系统停用的，登记停用原因和预计恢复的时间。",
    silence: true,
  },
  waiting: {
    proposal: "ask",
    said: "超过一天仍未送达，请与对方核对其系统是否正常。",
    settlement: "与对方核对其系统，登记停用原因和预计恢复的时间；恢复后系统会自动发送。",
    silence: true,
  },
  neverAnswered: {
    proposal: "ask",
    said: "对方已收到，但一直没有答复这项请求。",
    settlement: "询问对方，请其补发答复；对方以其他方式答复了的，告知申请人并登记答复内容的出处。",
    silence: true,
  },
  pastPromise: {
    proposal: "ask",
    said: "已超过承诺的办理时限，对方没有任何反馈。",
    settlement: "询问对方，请其补发反馈；对方说明了延期的，告知申请人并登记延期的原因和日期。",
    silence: true,
  },
  slowerThanUsual: {
    proposal: "ask",
    said: "没有反馈的时间已长于该省百分之九十五的办件，也超过了应当告知是否受理的期限。",
    settlement: "询问对方是否已收到并受理；对方说明了原因的，登记原因和预计反馈的日期。",
    silence: true,
  },
  stateSkipped: {
    proposal: "ask",
    said: "反馈中没有“已受理”就到了后面的状态，可能有反馈没有送到。",
    settlement: "请对方补发缺少的反馈；对方确认没有这一步的，登记对方的确认。",
  },
  contradicted: {
    proposal: "ask",
    said: "反馈的状态互相矛盾或不认识：办结以后又有进度、有两个不同的办结结果，或是没有约定的状态。",
    settlement:
      "请对方确认哪一个结果有效，并补发日期更晚的反馈；与现在显示的结果一致的，登记对方的确认；显示的结果曾经有误的，告知申请人。",
  },
  doubtful: {
    proposal: "ask",
    said: "反馈已接收并告知申请人，但说的是另一种业务、缺少审查通过时应有的内容，或取值不在已知代码中。",
    settlement: "请对方更正并重新反馈；对方确认内容无误的，登记对方的确认，新的代码值补入代码表。",
  },
  notOurs: {
    proposal: "ask",
    said: "对方反馈了一个我方编号形式的办件，但我方没有这件，可能有丢失。",
    settlement: "向对方索取这件的申请内容核对来源；查明来源的登记来源，是我方丢失的按备份恢复的办法处理。",
  },
  noHeartbeat: {
    proposal: "ask",
    said: "没有收到对方的心跳，已超过二十五分钟，也比对方平时的间隔长。",
    settlement: "与对方核对其系统和网络，登记停用原因和预计恢复的时间。",
    silence: true,
  },
} as const satisfies Record<string, Words>;

export const kindsOfFindings = Object.keys(kinds) as readonly Kind[];

export function finding(kind: Kind, about: About): Finding {
  const { of, facts, region, businessSn, ipc, since, now, paths = [] } = about;
  const { proposal, said, settlement, silence = false }: Words = kinds[kind];
  const words = paths.length === 0 ? said : `${said}（${paths.join("，")}）`;
  const days = Math.floor((now.getTime() - since.getTime()) / 86_400_000);
  const what = businessSn === "" ? `${ipc}报文` : `流水号 ${businessSn} 的${ipc}报文`;
  const text =
    proposal === "tell"
      ? `您好，您的申请（流水号 ${businessSn}）尚未被办理机构的系统接收，我们正在处理，您不用重新提交。`
      : `您好，请协助核对${what}：我方记录自 ${since.toISOString()} 起（${days} 天）${words}请告知贵方是否收到、现在的状态和日期，并补发未送达的反馈。`;
  const [owner, thing] = of;
  return {
    id: `${owner}.${sm3Hex(JSON.stringify([kind, thing])).slice(0, 12)}`,
    ...{ kind, region, businessSn, ipc, since: since.toISOString(), words, proposal, settlement, text },
    facts: sm3Hex(JSON.stringify(facts)),
    silence,
  };
}
