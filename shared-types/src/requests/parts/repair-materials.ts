import type { Condition } from "../../condition.ts";
import type { MaterialRule } from "../../define.ts";

const isChain: Condition = { field: "companyType", in: ["3"] };
const notChain: Condition = { not: isChain };
const repairsDangerousGoodsVehicles: Condition = { field: "businessScopeCode", has: "04104" };

const pages = (types: readonly string[], when: Condition, own: Partial<MaterialRule> = {}): MaterialRule => ({
  types,
  when,
  many: true,
  ...own,
});

/** 6.1.8: a workshop's papers, those for dangerous-goods vehicles on top, a chain outlet's instead. */
export const repairMaterials: readonly MaterialRule[] = [
  pages(["40"], notChain, { help: "营业执照，拍全、拍清公章" }),
  pages(["41"], notChain, { help: "土地使用证、产权证明或者租赁合同，每一页各拍一张" }),
  pages(["42"], notChain, {
    tableOf: "people",
    help: "汇总表由前面填的人员生成；这里上传他们的学历、职称或资格证书",
  }),
  pages(["43"], notChain, { tableOf: "equipment", help: "汇总表由前面填的设备生成；这里上传检定合格证明" }),
  pages(["44"], notChain, {
    tableOf: "managementSystems",
    help: "清单由前面选的制度生成；这里上传每项制度的内容",
  }),
  pages(["45"], notChain),
  pages(["46", "47", "48", "49"], repairsDangerousGoodsVehicles),
  pages(["50", "51", "52"], isChain),
];
