import { defineRequest } from "../define.ts";
import { SQ1011 } from "../spec/interfaces.gen.ts";
import { repairPlace, scopeNames } from "./parts/repair.ts";
import { equipment, people } from "./parts/repair-lists.ts";
import { repairMaterials } from "./parts/repair-materials.ts";

const isChange = { field: "businessChoose", in: ["2"] } as const;
const isEnterprise = { ask: "ownerKind", in: ["enterprise"] } as const;
const isForeign = { field: "businessNature", in: ["4"] } as const;
const isOtherType = { field: "companyType", in: ["4"] } as const;

export const fileRepairBusiness = defineRequest(SQ1011, {
  title: "机动车维修经营备案（变更）",
  wish: "我要开汽车修理厂，做维修经营备案，或者改备案内容",
  clause: "6.1.8",
  audience: "repair",
  feedback: "JD1004",
  attachmentNames: true,
  filled: { businessSn: "businessSn", applyDate: "now", reserved: "empty" },
  asks: {
    place: repairPlace,
    ownerKind: {
      label: "经营者类型",
      kind: "choice",
      options: [
        { code: "enterprise", name: "企业" },
        { code: "individual", name: "个体工商户" },
      ],
    },
    managementSystems: {
      label: "已经建立的管理制度",
      kind: "choice",
      codes: "managementSystemTypes",
      many: true,
      when: { not: { field: "companyType", in: ["3"] } },
      help: "会做成清单一起交上去，制度的内容在后面上传",
    },
  },
  lists: { people, equipment },
  steps: [
    { title: "备案类型", fields: ["place", "businessChoose", "recordNo", "ownerKind"] },
    {
      title: "经营者",
      help: "请对照营业执照填写。",
      fields: [
        "ownerName",
        "creditCode",
        "ownerAddress",
        "legaName",
        "businessNature",
        "otherBusinessNature",
        "companyType",
        "otherCompanyType",
      ],
    },
    {
      title: "负责人",
      help: "个体工商户填经营者本人；企业填法定代表人任命的负责人。",
      fields: ["principalName", "idType", "idCard", "principalTelephone", "principalEmail", "principalFax"],
    },
    { title: "经营范围和制度", fields: ["businessScopeCode", "managementSystems"] },
    { title: "技术人员", fields: ["people"] },
    { title: "维修设备", fields: ["equipment"] },
    { title: "申请人和联系人", fields: ["applyName", "contactName", "telephone"] },
  ],
  fields: {
    businessChoose: { label: "要办理的业务", names: { "1": "首次备案", "2": "已经备过案，内容有变更" } },
    recordNo: { when: isChange, required: isChange, help: "以前备案时给的编号" },
    ownerName: { label: "经营者名称" },
    creditCode: { help: "营业执照上18位的号码" },
    ownerAddress: { help: "写到门牌号，要与实际经营的地方一致" },
    legaName: { label: "企业法定代表人", kind: "personName", when: isEnterprise, required: isEnterprise },
    otherBusinessNature: { label: "外资的国别", when: isForeign, required: isForeign },
    otherCompanyType: { label: "其他经营类型", when: isOtherType, required: isOtherType },
    principalName: { label: "负责人姓名", kind: "personName" },
    idType: { label: "负责人证件类型", from: null },
    idCard: { label: "负责人证件号码", from: null },
    principalTelephone: { label: "负责人电话" },
    principalEmail: { label: "负责人电子邮箱" },
    principalFax: { label: "负责人传真" },
    businessScopeCode: {
      label: "经营范围",
      names: scopeNames,
      many: true,
      help: "做哪些项目就选哪些；选危险货物运输车辆维修的要多交四种材料",
    },
    applyName: { from: "applicant", help: "单位写单位名称，个人写姓名" },
  },
  materials: repairMaterials,
});
