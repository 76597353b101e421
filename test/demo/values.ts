// A plausible value for one item of a form, plainly invented.
import type { FormItem, Kind, ProfileAnswer } from "shared-types";
import { firms, people } from "../simulators/people.ts";

const byKind: Partial<Record<Kind, string>> = {
  personName: people[0]!.name,
  idNumber: people[0]!.idNumber,
  phone: people[0]!.phone,
  mobile: people[0]!.phone,
  email: "ceshi@example.com",
  creditCode: firms[0]!.creditCode,
  plate: "京A12345",
  vin: "LFV2A21K8A3000001",
  date: "20200601",
  pastDate: "20150601",
  month: "202006",
  number: "2",
};

/** `part`: the options are those of another answer, of which something has to be left. "" where nothing fits. */
export function makeUp(item: FormItem, kind: Kind, part: boolean, profile: ProfileAnswer): string {
  const known = item.from && profile[item.from];
  if (known && (!item.options || item.options.some(({ code }) => code === known))) return known;
  if (item.options) {
    const codes = item.options.map(({ code }) => code);
    return item.control === "choices" && !part ? codes.slice(0, 2).join(",") : (codes[0] ?? "");
  }
  const value = byKind[kind] ?? `${item.label}（测试）`;
  return item.maxLength ? [...value].slice(0, item.maxLength).join("") : value;
}
