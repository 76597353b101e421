import { defineRequest } from "../define.ts";
import { SQ1012 } from "../spec/interfaces.gen.ts";
import { repairPlace } from "./parts/repair.ts";

export const cancelRepairBusiness = defineRequest(SQ1012, {
  title: "机动车维修经营备案注销",
  wish: "我的修理厂不开了，要注销备案",
  clause: "6.1.8",
  audience: "repair",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: repairPlace },
  steps: [
    { title: "要注销的备案", fields: ["place", "creditCode", "recordNo"] },
    { title: "申请人和联系人", fields: ["applyName", "contactName", "telephone"] },
  ],
  fields: {
    creditCode: { help: "营业执照上18位的号码" },
    recordNo: { help: "以前备案时给的编号，记不得可以不填" },
    applyName: { from: "applicant", help: "单位写单位名称，个人写姓名" },
  },
  materials: [{ types: ["13"], help: "拍全、拍清公章" }],
});
