import { defineRequest } from "../define.ts";
import { SQ1002 } from "../spec/interfaces.gen.ts";
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

export const reissueTransport = defineRequest(SQ1002, {
  title: "货运车辆道路运输证补发",
  wish: "货车的道路运输证丢了，要补一本",
  clause: "6.1.4",
  audience: "vehicle",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: transportIssuer },
  steps: [
    {
      title: "车辆和证件",
      help: "记不清的，可以看以前的复印件，也可以问发证机关。",
      fields: ["place", ...plate.fields, ...owner.fields, ...size.fields],
    },
    { title: "遗失情况", fields: ["loseContent"] },
    { title: "申请人和联系人", fields: [...contact.fields] },
    { title: "领取证件", fields: [...collection.fields] },
  ],
  fields: {
    ...owner.rules,
    ...plate.rules,
    ...size.rules,
    ...contact.rules,
    ...collection.rules,
    loseContent: { label: "遗失经过", help: "如：2026年3月在运输途中遗失" },
  },
  materials: [drivingPermitPhoto, vehiclePhoto],
});
