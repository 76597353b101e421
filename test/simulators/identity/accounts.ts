import { firms, people } from "../people.ts";

/** What the unified identity tells the portal about one account: a verified person, and the firm that he acts for. */
export interface Claims {
  readonly sub: string;
  readonly name: string;
  readonly id_number: string;
  readonly id_type: string;
  readonly phone_number: string;
  /** GB/T 2261.1. */
  readonly gender: string;
  readonly org_name?: string;
  readonly credit_code?: string;
  readonly [name: string]: string | undefined;
}

export interface Account {
  readonly title: string;
  readonly note: string;
  readonly claims: Claims;
}

const masked = (number: string) => `${number.slice(0, 6)}********${number.slice(-4)}`;

const claimsOf = (
  sub: string,
  person: { name: string; idNumber: string; idType: string; phone: string; sex: string },
): Claims => ({
  sub,
  name: person.name,
  id_number: person.idNumber,
  id_type: person.idType,
  phone_number: person.phone,
  gender: person.sex,
});

export const accounts: ReadonlyMap<string, Account> = new Map<string, Account>([
  ...people.map((person): [string, Account] => [
    person.id,
    {
      title: person.name,
      note: `个人 · 身份证 ${masked(person.idNumber)}`,
      claims: claimsOf(person.id, person),
    },
  ]),
  ...firms.map((firm): [string, Account] => [
    firm.id,
    {
      title: firm.firmName,
      note: `法人 · 统一社会信用代码 ${firm.creditCode} · 经办人 ${firm.clerk.name}`,
      claims: { ...claimsOf(firm.id, firm.clerk), org_name: firm.firmName, credit_code: firm.creditCode },
    },
  ]),
]);
