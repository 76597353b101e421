import type { progressStates } from "./spec/codes.gen.ts";

export type BusinessCode = keyof typeof progressStates;

/** What a state means to the applicant; `end` where the business ends with it. */
export interface StateWords {
  readonly words: string;
  readonly end?: "good" | "bad";
}

const begun = {
  "1": { words: "申请已经送到办理机构，等他们受理。受理之前您可以撤回。" },
  "2": { words: "申请已经撤回，不再办理。需要时可以重新申请。", end: "bad" },
  "3": { words: "办理机构已经受理，正在审查您的材料。现在不需要您做什么。" },
  "4": {
    words: "办理机构没有受理这次申请。请看写明的原因，改好后可以重新申请，填过的内容不用再填。",
    end: "bad",
  },
} as const satisfies Record<string, StateWords>;

const rejected: StateWords = {
  words: "审查没有通过。请看写明的原因，改好后可以重新申请，填过的内容不用再填。",
  end: "bad",
};

/** 补发、换发、变更: a certificate is made and collected. */
const certificate = (name: string): Record<string, StateWords> => ({
  ...begun,
  "5": { words: `审查通过了，正在制作${name}。` },
  "6": rejected,
  "7": { words: `${name}已经做好。选了邮寄的会寄给您，选了自取的请带身份证到办理机构领取。` },
  "8": { words: `${name}已经发放，这件事办完了。`, end: "good" },
});

/** Businesses that end with the review. */
const reviewed = (words: string): Record<string, StateWords> => ({
  ...begun,
  "5": { words, end: "good" },
  "6": rejected,
});

const qualification = certificate("从业资格证");
const transport = certificate("道路运输证");

/** B.12 in words for the person whose case it is: where it is, and what he has to do. */
export const stateWords: Readonly<Record<BusinessCode, Readonly<Record<string, StateWords>>>> = {
  SQ1001: {
    ...begun,
    "3": { words: "办理机构已经受理，正在审验您的车辆。现在不需要您做什么。" },
    "5": { words: "审验通过了，这件事办完了。", end: "good" },
    "6": { words: "审验没有通过。请看写明的不符合项目，处理好后可以重新申请。", end: "bad" },
  },
  SQ1002: transport,
  SQ1003: transport,
  SQ1004: reviewed("审查通过，已经按您的申请注销，这件事办完了。"),
  SQ1005: {
    ...begun,
    "5": { words: "审查通过了，等您参加考试。考试时间和地点以办理机构的安排为准。" },
    "6": rejected,
    "7": { words: "考试合格，正在制作从业资格证。" },
    "8": { words: "考试没有合格，这次申请结束了。准备好后可以重新申请。", end: "bad" },
    "9": { words: "从业资格证已经做好。选了邮寄的会寄给您，选了自取的请带身份证到办理机构领取。" },
    "10": { words: "从业资格证已经发放，这件事办完了。", end: "good" },
  },
  SQ1006: {
    ...begun,
    "5": { words: "材料审查通过了，正在评定诚信考核等级。" },
    "6": { words: "材料审查没有通过。请看写明的原因，改好后可以重新申请，填过的内容不用再填。", end: "bad" },
    "7": { words: "诚信考核等级已经评定，这件事办完了。", end: "good" },
  },
  SQ1007: qualification,
  SQ1008: qualification,
  SQ1009: qualification,
  SQ1010: reviewed("审查通过，已经按您的申请注销，这件事办完了。"),
  SQ1011: reviewed("审查通过，已经备案，这件事办完了。"),
  SQ1012: reviewed("审查通过，备案已经注销，这件事办完了。"),
};
