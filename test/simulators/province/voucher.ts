import type { Case } from "./ledger.ts";
import { makePdf } from "./pdf.ts";
import { officeOf, type Province } from "./province.ts";
import type { Extra } from "./results.ts";

const element: Record<string, { name: "checkCertifyFile" | "certifyFile"; title: string; number: string }> = {
  JD1001: { name: "checkCertifyFile", title: "普通货运车辆年度审验凭证", number: "checkCertifyNo" },
  JD1003: { name: "certifyFile", title: "道路运输驾驶员诚信（信誉）考核凭证", number: "assessmentNo" },
};

/** The voucher that comes with the good end of an inspection or assessment: a PDF, kept by digest. */
export function voucherFor({ ledger, region }: Province, ipc: string, found: Case, extra: Extra): Extra {
  const kind = element[ipc];
  if (!kind) return {};
  const { applyName = "", vehicleNo, certificateCode } = found.values;
  const lines = [
    `凭证编号：${extra[kind.number]}`,
    `申请人：${applyName}`,
    vehicleNo ? `车辆号牌：${vehicleNo}` : `从业资格证号：${certificateCode}`,
    `业务申请流水号：${found.sn}`,
    `发证机构：${officeOf(region).org}`,
    "本凭证由模拟系统生成，不具有任何效力",
  ];
  return { [kind.name]: ledger.keep(makePdf(kind.title, lines)) };
}
