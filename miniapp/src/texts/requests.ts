import type { FollowUp } from "shared-types";

interface RequestWords {
  /** What it means, before one begins. */
  meaning: string;
  /** On the button that leads to it. */
  go: string;
  /** On the button that sends it. */
  send: string;
  /** Asked before it is sent. */
  ask?: { title: string; words: string };
  /** On the receipt. */
  done: string;
  next: string;
}

/** Words for each request that follows a submission. */
export const requestWords: Record<FollowUp, RequestWords> = {
  QX1001: {
    meaning: "申请不办了。办理机构受理之前可以撤回，撤回以后想办要重新申请。",
    go: "撤回申请",
    send: "撤回申请",
    ask: { title: "确定撤回这份申请？", words: "撤回成功以后，这份申请就不办了；以后想办，要重新申请。" },
    done: "撤回请求已提交",
    next: "办理机构收到后会决定能不能撤回。如果它已经先受理了，申请会继续办理，结果在办件里能看到。",
  },
  HT1001: {
    meaning: "账号被盗用，或有人用您的名义办了这件业务，可以申请退回。办理机构核实您的身份以后会退回。",
    go: "不是我办的，要退回",
    send: "提交退回申请",
    ask: {
      title: "确定这件业务不是您办的？",
      words: "提交以后，办理机构会核实您的身份，核实无误就把这件业务退回。",
    },
    done: "退回申请已提交",
    next: "办理机构核实您的身份以后会答复，答复在这件业务的进度页里能看到。",
  },
  HS1001: {
    meaning: "网上查到的信息和您证上的不一样，请发证机关核实、改正。",
    go: "申请信息核实",
    send: "提交核实申请",
    ask: { title: "确定提交？", words: "写的内容和照片会发给发证机关，由它核实。" },
    done: "核实申请已提交",
    next: "发证机关核实以后会答复，答复在“我的投诉和核实”里能看到。",
  },
  CX1004: {
    meaning: "考核凭证、年审凭证打不开或者没有收到，请办理机构重新生成一份。",
    go: "凭证打不开，重新生成",
    send: "重新生成凭证",
    done: "已经请办理机构重新生成凭证",
    next: "新的凭证生成以后，会出现在这件业务的进度页里。",
  },
  PJ1001: {
    meaning: "给这次办事打个分，可以匿名。",
    go: "评价这次办事",
    send: "提交评价",
    done: "谢谢您的评价",
    next: "评价会发给办理机构。如果您指出了问题，它怎样改正，在这件业务的进度页里能看到。",
  },
  PJ1003: {
    meaning: "办事遇到了问题，可以投诉，可以附上照片，可以匿名。",
    go: "投诉",
    send: "提交投诉",
    ask: { title: "确定提交投诉？", words: "投诉的内容和照片会发给被投诉地方的省级主管部门处理。" },
    done: "投诉已提交",
    next: "处理结果在“我的投诉和核实”里能看到；投诉一件业务的，在那件业务的进度页里看。",
  },
};

export const requestTexts = {
  title: "办理",
  about: "关于这件业务",
  number: (sn: string) => `流水号 ${sn}`,
  photos: "照片",
  optionalPhotos: "照片（可以不传）",
  check: "再看看",
  sending: "正在提交……",
  unsure: "刚才没有收到服务器的答复，不知道是否提交成功。请再点一次：不会重复提交。",
  kept: "您填的内容保存在本机，提交后自动清除。",
  stepUpTitle: "请再登录一次，确认是您本人",
  stepUp: "这一步关系到您的权益，要再确认一次身份。您填的内容都在，登录后回到这里接着提交。",
  receiptTitle: "提交回执",
  submittedAt: "提交时间",
  request: "申请事项",
  delivery: "送达情况",
  next: "接下来",
  nextElsewhere: "办理机构核实您的身份以后会答复，答复在“我的投诉和核实”里能看到。",
  toCase: "查看这件业务",
  toRequests: "看我的投诉和核实",
  gone: "没有找到这条记录",
  goneLead: "它可能属于另一个登录的人。",

  actions: "您还可以",
  notNow: "现在不能办",
  stolen: "不是您本人办的？",
  asked: "您提出的请求",
  waiting: "等待办理机构答复",
  answeredAt: (when: string) => `${when}答复`,
  askedAt: (when: string) => `${when}提交`,

  listTitle: "我的投诉和核实",
  listLead: "这里是没有对应办件的投诉和信息核实。关于某件业务的，请到那件业务里看。",
  listEmpty: "还没有投诉或核实",
  listEmptyLead: "提交以后，可以在这里看处理结果。",
  signInFirst: "登录后可以投诉、申请核实，并查看处理结果。",

  correct: "修改后重新办理",
  correctWords: "原来填的内容和照片都在，办理机构指出的地方会标出来，改好就能重新提交。",
  againWords: "原来填的内容和照片都在，改好就能重新提交。",
  reason: "没有办成的原因：",
  correcting: "正在准备……",

  voucherAsked: "已经请办理机构重新生成凭证，生成后会出现在这里。",
} as const;
