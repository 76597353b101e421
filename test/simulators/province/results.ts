// What a province adds to a feedback at a certain state: numbers, dates, reasons, vouchers. Plausible, and invented.
import type { Case } from "./ledger.ts";
import { goodPath } from "./progress.ts";
import { stamp } from "./times.ts";

export type Extra = Record<string, string | undefined>;

const reasons = [
  "电子照片不清晰，请重新拍摄后再次申请",
  "从业资格证号与本省登记的信息不一致，请核对",
  "提交的材料不齐全：缺少有效期内的证明材料",
];

/** Why a case was declined or rejected; the same case always for the same reason. */
export const reasonFor = ({ number }: Pick<Case, "number">): string => reasons[number % reasons.length]!;

const day = 86_400_000;
const daysOn = (days: number) => stamp(Date.now() + days * day);
const isLast = ({ business }: Case, state: string) => goodPath(business).at(-1) === state;

/** The number of a voucher by B.10 and B.11: region 6, office 3, day 8, count 4. */
const voucherNumber = (region: string, { number }: Case) =>
  `${region}001${stamp().slice(0, 8)}${String(number % 10_000).padStart(4, "0")}`;
const certificateNumber = (region: string, { number }: Case) =>
  `${region}${stamp().slice(0, 8)}${String(number).padStart(6, "0")}`;

/** Elements for one state on the good way, by the interface that carries it. */
export function extraFor(ipc: string, region: string, found: Case, state: string, org: string): Extra {
  if (ipc === "JD1001" && state === "5")
    return {
      expireDate: daysOn(365).slice(0, 6),
      checkDate: stamp().slice(0, 8),
      checkResult: "审验符合要求",
      checkCertifyNo: voucherNumber(region, found),
      checkYear: stamp().slice(0, 4),
      technicalLevel: "1",
    };
  if (ipc === "JD1002" && state === "5")
    return {
      examinationPlan: `${daysOn(7).replace(/^(\d{4})(\d\d)(\d\d).*/, "$1年$2月$3日")} 09:00，${org}第一考点（模拟），请带身份证`,
    };
  if (ipc === "JD1002" && ["9", "10"].includes(state))
    return { certificateCode: certificateNumber(region, found) };
  if (ipc === "JD1003" && isLast(found, state))
    return {
      organLocation: org,
      creditLevel: "AAA",
      totalScore: "0",
      checkBeginDate: daysOn(-365).slice(0, 6),
      checkExpireDate: stamp().slice(0, 6),
      assessmentNo: voucherNumber(region, found),
      nextAssessDate: daysOn(365).slice(0, 6),
      checkResult: "考核合格",
    };
  return ipc === "JD1004" ? extraForOthers(region, found, state) : {};
}

function extraForOthers(region: string, found: Case, state: string): Extra {
  const { certificateCode, transCertificateCode, recordNo, payment } = found.values;
  const made = goodPath(found.business).indexOf(state) > 0;
  const posted = isLast(found, state) && payment === "1" && goodPath(found.business).length > 2;
  const parcel = { expressComp: "中国邮政（模拟）", wayBill: `MN${String(found.number).padStart(9, "0")}CN` };
  return {
    feedbackNo: made
      ? (certificateCode ?? transCertificateCode ?? recordNo ?? certificateNumber(region, found))
      : undefined,
    ...(posted ? parcel : {}),
  };
}
