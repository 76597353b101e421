import { defineRequest } from "../define.ts";
import { SQ1001 } from "../spec/interfaces.gen.ts";
import { contact, drivingPermitPhoto, owner, plate, transportIssuer } from "./parts/vehicle.ts";

export const inspectVehicle = defineRequest(SQ1001, {
  title: "普通货运车辆网上年度审验",
  wish: "我的货车要做年度审验（年审）",
  clause: "A.1.12",
  audience: "vehicle",
  feedback: "JD1001",
  filled: { businessSn: "businessSn", applyDate: "now" },
  asks: { place: transportIssuer },
  steps: [
    {
      title: "车辆",
      help: "请对照行驶证和道路运输证填写。",
      fields: ["place", ...plate.fields, "vinNo", ...owner.fields],
    },
    { title: "申请人和联系人", fields: [...contact.fields] },
  ],
  fields: {
    ...owner.rules,
    ...plate.rules,
    ...contact.rules,
    vinNo: { label: "车辆识别代号（车架号）", help: "行驶证上17位的“车辆识别代号”" },
  },
  // Clause 6 lists none and A.1.12 wants at least one: the permit with the last inspection is ours by default.
  materials: [
    drivingPermitPhoto,
    { types: ["21"], optional: true, help: "检验记录印在副页背面的，再拍一张背面" },
  ],
});
