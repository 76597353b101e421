import { defineRequest } from "../define.ts";
import { SQ1004 } from "../spec/interfaces.gen.ts";
import { collection, collectionWhen } from "./parts/collection.ts";
import { contact, owner, transportIssuer, vehiclePhoto } from "./parts/vehicle.ts";

const partly = { field: "cancelType", in: ["1"] } as const;
const wholly = { field: "cancelType", in: ["2"] } as const;

export const cancelTransport = defineRequest(SQ1004, {
  title: "货运车辆道路运输证注销",
  wish: "货车卖了或者不跑运输了，要注销道路运输证或者其中的经营范围",
  clause: "6.1.5",
  audience: "vehicle",
  feedback: "JD1004",
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: { place: transportIssuer },
  steps: [
    { title: "道路运输证", fields: ["place", ...owner.fields, "businessScopeCode"] },
    {
      title: "注销什么",
      help: "注销以后，车辆不能再从事这类运输；再要从事，需要重新申请。",
      fields: ["cancelType", "cancelBusiScopeCode"],
    },
    { title: "申请人和联系人", fields: [...contact.fields] },
    { title: "领取新证", help: "还留有其他经营范围，会给您换一本新证。", fields: [...collection.fields] },
  ],
  fields: {
    ...owner.rules,
    ...contact.rules,
    businessScopeCode: {
      label: "证上的经营范围",
      codes: "businessScopes",
      many: true,
      help: "证上有几项就选几项",
    },
    cancelType: { names: { "1": "只注销一部分经营范围", "2": "全部注销" } },
    cancelBusiScopeCode: {
      label: "要注销的经营范围",
      codes: "businessScopes",
      many: true,
      within: { field: "businessScopeCode", proper: true },
      copies: { field: "businessScopeCode", when: wholly },
    },
    ...collectionWhen(partly),
  },
  // 6.1.5: a full cancellation needs no paper at all; the empty list goes out (protocol: empty values).
  materials: [{ ...vehiclePhoto, when: partly }],
});
