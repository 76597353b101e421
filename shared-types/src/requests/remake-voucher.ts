import { defineRequest } from "../define.ts";
import { CX1004 } from "../spec/interfaces.gen.ts";

/** Nothing is asked: everything stands in the case and in the feedback whose voucher failed to download. */
export const remakeVoucher = defineRequest(CX1004, {
  title: "重新生成凭证",
  wish: "考核凭证或者年审凭证打不开、下载不了",
  clause: "6.4",
  audience: "case",
  feedback: null,
  filled: {
    feedbackSn: "fromFeedback",
    businessSn: "caseSn",
    applyName: "fromFeedback",
    applyDate: "now",
    telephone: "fromFeedback",
    idType: "fromFeedback",
    idCard: "fromFeedback",
    certificateCode: "fromFeedback",
    workTypeCode: "fromFeedback",
    transCertificateCode: "fromFeedback",
    vehicleNo: "fromFeedback",
    plateColorCode: "fromFeedback",
    vinNo: "fromFeedback",
    busiState: "fromFeedback",
    feedbackDate: "fromFeedback",
    checkName: "fromFeedback",
    checkOrg: "fromFeedback",
    reserved: "empty",
  },
  steps: [],
  fields: {},
  materials: [],
});
