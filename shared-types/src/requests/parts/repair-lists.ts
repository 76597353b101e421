import type { ListRule } from "../../define.ts";

/** A chain's outlet brings its contract instead of people and equipment (6.1.8). */
const notChain = { not: { field: "companyType", in: ["3"] } } as const;

/** 技术人员汇总表: no elements on the wire; it becomes the first pages of material 42 (protocol: SQ1011 lists). */
export const people: ListRule = {
  label: "技术人员",
  help: "有几位写几位，会做成技术人员汇总表一起交上去。",
  row: "一名人员",
  min: 1,
  max: 200,
  when: notChain,
  columns: {
    name: { label: "姓名", kind: "personName", max: 128 },
    post: { label: "岗位或工种", codes: "repairPosts", max: 8 },
    culturalLevel: { label: "学历", codes: "education", max: 64, optional: true },
    qualification: { label: "技术职称或职业资格", max: 128, optional: true },
    certificateNo: { label: "证书编号", max: 64, optional: true },
  },
};

/** 维修设备设施汇总表: the first pages of material 43. */
export const equipment: ListRule = {
  label: "维修设备和设施",
  help: "检测设备、计量设备也写在这里，会做成维修设备设施汇总表一起交上去。",
  row: "一台设备",
  min: 1,
  max: 500,
  when: notChain,
  columns: {
    name: { label: "设备名称", max: 128 },
    model: { label: "规格型号", max: 128, optional: true },
    count: { label: "数量", kind: "number", max: 6 },
    mode: { label: "自用还是外协", codes: "equipmentModes", max: 8 },
    certificateNo: { label: "检定合格证编号", max: 64, optional: true, help: "计量、检测设备才有" },
  },
};
