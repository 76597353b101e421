import { defineRequest } from "../define.ts";
import { HT1001 } from "../spec/interfaces.gen.ts";
import { idCardPhotos } from "./parts/person.ts";

export const rollBack = defineRequest(HT1001, {
  title: "不是我办的，要退回",
  wish: "有人用我的名义办了业务，要退回去",
  clause: "A.5.1",
  audience: "case",
  feedback: null,
  filled: { businessSn: "caseSn", rollBackDate: "now", interType: "caseType", reserved: "empty" },
  steps: [
    {
      title: "说明情况",
      help: "办理机构会核实您的身份，核实无误后把这件业务退回。",
      fields: ["rollBackReason"],
    },
  ],
  fields: { rollBackReason: { label: "退回原因", help: "如：我没有办过这件业务，账号可能被别人用了" } },
  // A.5.1 asks for at least one and names none: who asks, and that it is he (ours).
  materials: [idCardPhotos, { types: ["25"], help: "本人手持身份证，脸和证上的字都要看得清" }],
});
