import type { FieldRule, Kind, Known } from "./define.ts";
import type { Element } from "./spec/element.ts";

/** What the wire names mean in every table; a definition repeats none of this. */
const kinds: Readonly<Record<string, Kind>> = {
  telephone: "phone",
  companyPhone: "phone",
  receiverPhone: "mobile",
  principalTelephone: "phone",
  principalFax: "phone",
  principalEmail: "email",
  email: "email",
  idCard: "idNumber",
  creditCode: "creditCode",
  vehicleNo: "plate",
  vinNo: "vin",
  totalTon: "number",
  approveSeats: "number",
  receiverName: "personName",
  contactName: "personName",
  earlyDate: "pastDate",
  certificateFirstIssueDate: "pastDate",
};

/** Longer than this is written on several lines. */
const longText = 1000;

export function kindOf(element: Element, rule: FieldRule | undefined): Kind {
  if (rule?.kind) return rule.kind;
  if (kinds[element.name]) return kinds[element.name]!;
  if (element.format === "YYYYMMDD") return "date";
  return (element.max ?? 0) >= longText ? "longText" : "text";
}

const known: Readonly<Record<string, Known>> = {
  sex: "sex",
  idType: "idType",
  idCard: "idCard",
  telephone: "phone",
  contactName: "name",
  receiverName: "name",
  receiverPhone: "phone",
  creditCode: "creditCode",
  ownerName: "firmName",
};

/** The fact about the signed-in person with which a field starts. */
export function knownFor(name: string, rule: FieldRule | undefined): Known | undefined {
  return rule?.from === null ? undefined : (rule?.from ?? known[name]);
}
