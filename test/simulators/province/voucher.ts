import type { Feedback } from "./entries.ts";
import type { Case } from "./ledger.ts";
import { makePdf } from "./pdf.ts";
import type { PortalClient } from "./portal-client.ts";
import { officeOf, type Province } from "./province.ts";
import { askForQr, NoQr } from "./qr.ts";
import type { Extra } from "./results.ts";

interface Kind {
  readonly name: "checkCertifyFile" | "certifyFile";
  readonly title: string;
  readonly number: "checkCertifyNo" | "assessmentNo";
  /** B.9 */
  readonly recordType: string;
}

const kinds: Readonly<Record<string, Kind>> = {
  JD1001: {
    name: "checkCertifyFile",
    title: "普通货运车辆年度审验凭证",
    number: "checkCertifyNo",
    recordType: "1",
  },
  JD1003: {
    name: "certifyFile",
    title: "道路运输驾驶员诚信（信誉）考核凭证",
    number: "assessmentNo",
    recordType: "2",
  },
};

/** The voucher that comes with the good end of an inspection or assessment: a PDF, kept by digest. */
export function voucherFor({ ledger, region }: Province, ipc: string, found: Case, extra: Extra): Extra {
  const kind = kinds[ipc];
  if (!kind) return {};
  return { [kind.name]: ledger.keep(makePdf(kind.title, linesOf(region, found, extra[kind.number] ?? ""))) };
}

function linesOf(region: string, { sn, values }: Case, number: string): string[] {
  const { applyName = "", vehicleNo, certificateCode } = values;
  return [
    `凭证编号：${number}`,
    `申请人：${applyName}`,
    vehicleNo ? `车辆号牌：${vehicleNo}` : `从业资格证号：${certificateCode}`,
    `业务申请流水号：${sn}`,
    `发证机构：${officeOf(region).org}`,
    "本凭证由模拟系统生成，不具有任何效力",
  ];
}

/** Businesses after whose end an office that makes electronic certificates makes one (6.1.1 to 6.1.6). */
const withCertificate = new Set(["SQ1002", "SQ1003", "SQ1005", "SQ1006", "SQ1007", "SQ1008", "SQ1009"]);
/** Provinces that make them, as their files on the portal's side say. */
const makers = new Set(["110000", "320000"]);

/** The electronic certificate of a good end, with its identifier (GB/T 36904). */
export function certificateFor({ ledger, region }: Province, found: Case): Extra {
  if (!makers.has(region) || !withCertificate.has(found.business)) return {};
  const { org, dept } = officeOf(region);
  const certificateIdentifier = `1.2.156.3005.2.${dept}.${String(found.number).padStart(8, "0")}.001.0`;
  const lines = [
    `证照标识：${certificateIdentifier}`,
    `持证人：${found.values.applyName ?? ""}`,
    `发证机构：${org}`,
    "本证照由模拟系统生成，不具有任何效力",
  ];
  return { certificateIdentifier, certificateFile: ledger.keep(makePdf("道路运输电子证照", lines)) };
}

/**
 * Puts the QR that the portal makes (CX1002) on a voucher before it goes out for the first time: the portal knows the
 * case by then. Gives the feedback as it is to be sent; without a QR where the portal makes none though it was asked
 * several times (`tries` before this one). Throws to be called again.
 */
export async function withQr(
  province: Province,
  portal: PortalClient,
  feedback: Feedback,
  tries: number,
): Promise<Feedback> {
  const { ledger, region } = province;
  const { id, ipc, sn, body } = feedback;
  const kind = kinds[ipc];
  const found = ledger.cases.get(sn);
  if (!kind || !found || !body[kind.name] || ledger.made.has(id)) return feedback;
  const number = String(body[kind.number] ?? "");
  const qr = await askForQr(province, portal, { businessSn: sn, recordType: kind.recordType, number }).catch(
    (error: unknown) => {
      if (error instanceof NoQr && tries >= 3) return undefined;
      throw error;
    },
  );
  const file = ledger.keep(makePdf(kind.title, linesOf(region, found, number), qr));
  ledger.record({ t: "made", at: Date.now(), id, name: kind.name, file });
  return ledger.outbox.get(id) ?? feedback;
}
