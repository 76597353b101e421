import { defineRequest } from "../define.ts";
import { QX1001 } from "../spec/interfaces.gen.ts";

export const withdraw = defineRequest(QX1001, {
  title: "撤回申请",
  wish: "刚交的申请不办了，要撤回来",
  clause: "A.4.1",
  audience: "case",
  feedback: null,
  filled: { businessSn: "caseSn", cancelDate: "now", interType: "caseType", reserved: "empty" },
  steps: [
    { title: "撤回", help: "办理机构受理之前可以撤回；撤回以后想办，要重新申请。", fields: ["cancelReason"] },
  ],
  fields: { cancelReason: { label: "撤回原因", help: "如：材料拍错了，要重新提交" } },
  materials: [],
});
