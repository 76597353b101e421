import { type CertificateSummary, requestOf } from "shared-types";
import { maskName, maskNumber } from "../identity/mask.ts";
import { fileRule, lostWords, neverCame } from "../received-files/rules.ts";
import { dayOf, lastDayOf } from "./days.ts";
import { type Held, isFit } from "./held.ts";
import { qrPage, qrTitles } from "./qr-code.ts";
import { hasQr, keptQr, qrTypes } from "./voucher-qr.ts";

/** What a person sees of one that he holds. */
export function presentCertificate(held: Held): CertificateSummary {
  const { id, of, feedback, body, element, file } = held;
  const { use } = fileRule(element);
  const validUntil = lastDayOf(body.expireDate);
  const code = keptQr(held);
  return {
    ...{ id, kind: use === "voucher" ? "voucher" : "certificate", title: titleOf(held) },
    number: shownNumber(numberOf(held)),
    holder: maskName(text(body.applyName)),
    issuer: text(body.checkOrg),
    issuedOn: dayOf(body.checkDate) || dayOf(feedback.date) || feedback.receivedAt.toISOString().slice(0, 10),
    ...(validUntil && { validUntil }),
    caseId: of._id,
    ...(file === undefined && { missing: neverCame(element) }),
    ...(file?.unfit !== undefined && { missing: lostWords(element, file.unfit) }),
    ...(isFit(held) && { file: { name: fileName(held), url: `/api/certificates/${id}/file` } }),
    // Hundreds at once leave no time to sign: the picture makes the code of one that has none yet.
    ...(hasQr(held) && {
      qr: { image: `/api/certificates/${id}/qr.png`, ...(code !== null && { page: qrPage(code, "") }) },
    }),
  };
}

/** Under which its person saves it. */
export function fileName(held: Held): string {
  return `${titleOf(held)}.${held.file?.kind === "application/ofd" ? "ofd" : "pdf"}`;
}

function titleOf({ of, element }: Held): string {
  const type = qrTypes[element];
  if (type !== undefined) return qrTitles[type]!;
  const business = requestOf(of.business)?.title ?? "";
  const [, paper] = papers.find(([sign]) => sign.test(business)) ?? [null, ""];
  return `${paper}电子证照`;
}

const papers: readonly (readonly [sign: RegExp, paper: string])[] = [
  [/从业资格|驾驶员/, "从业资格证"],
  [/维修/, "机动车维修经营备案"],
  [/车/, "道路运输证"],
];

const numbers = {
  voucher: ["checkCertifyNo", "assessmentNo"],
  certificate: ["certificateIdentifier", "feedbackNo", "certificateCode", "transCertificateCode"],
  picture: [],
} as const;

function numberOf({ body, element }: Held): string {
  const names: readonly string[] = numbers[fileRule(element).use];
  return names.map((name) => text(body[name])).find((value) => value !== "") ?? "";
}

/** A qualification certificate has its holder's id number. */
const shownNumber = (number: string) => (/^\d{17}[\dX]$/i.test(number) ? maskNumber(number) : number);
const text = (value: unknown) => (typeof value === "string" ? value : "");
