import { defineRequest } from "../define.ts";
import { SQ1003 } from "../spec/interfaces.gen.ts";
import { collection } from "./parts/collection.ts";
import {
  contact,
  drivingPermitPhoto,
  owner,
  plate,
  size,
  transportIssuer,
  vehiclePhoto,
} from "./parts/vehicle.ts";

export const renewTransport = defineRequest(SQ1003, {
  title: "货运车辆道路运输证换发",
  wish: "货车的道路运输证到期或者破损了，要换新证",
  clause: "6.1.4",
  audience: "vehicle",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: transportIssuer },
  steps: [
    {
      title: "车辆和证件",
      help: "请对照行驶证和道路运输证填写。",
      fields: ["place", "exchangeContent", ...plate.fields, ...owner.fields, ...size.fields],
    },
    { title: "申请人和联系人", fields: [...contact.fields] },
    { title: "领取证件", fields: [...collection.fields] },
  ],
  fields: {
    ...owner.rules,
    ...plate.rules,
    ...size.rules,
    ...contact.rules,
    ...collection.rules,
    exchangeContent: { label: "换证原因", names: { "1": "证件污损", "2": "证件到期" } },
  },
  materials: [
    drivingPermitPhoto,
    vehiclePhoto,
    { types: ["4"], help: "如果是IC卡，拍正面" },
    { types: ["5"], help: "车辆审验、技术等级记录页和违章记录页" },
  ],
});
