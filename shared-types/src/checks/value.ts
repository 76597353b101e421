import type { Kind } from "../define.ts";
import { checkCreditCode } from "./credit-code.ts";
import { checkDay, checkMonth, checkPastDay } from "./date.ts";
import { checkIdNumber } from "./id-number.ts";
import { checkMobile, checkPhone } from "./phone.ts";
import { checkCharacters, checkEmail, checkNumber, checkPersonName } from "./text.ts";
import { checkPlate, checkVin } from "./vehicle.ts";

type Check = (label: string, value: string, today: string) => string | undefined;

const checks: Partial<Record<Kind, Check>> = {
  personName: checkPersonName,
  idNumber: (_label, value, today) => checkIdNumber(value, today),
  phone: checkPhone,
  mobile: checkMobile,
  email: checkEmail,
  creditCode: checkCreditCode,
  plate: checkPlate,
  vin: checkVin,
  date: checkDay,
  pastDate: checkPastDay,
  month: checkMonth,
  number: checkNumber,
};

/** What is wrong with a tidied value of this kind, as a sentence; undefined if nothing. */
export function checkKind(kind: Kind, label: string, value: string, today: string): string | undefined {
  return checkCharacters(label, value, kind === "longText") ?? checks[kind]?.(label, value, today);
}
