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

// What a person would write where the kind alone says too little.
const byName: Readonly<Record<string, string>> = {
  address: "测试市演示区示范路1号",
  receiverAddress: "测试市演示区示范路1号2单元301室",
  company: "模拟货运有限公司（测试）",
  applyReason: "演示用的申请理由（测试）",
  licenseCode: "110101000001",
  transCertificateCode: "110101000001",
  recordNo: "CS0000001",
};

/** `part`: the options are those of another answer, of which something has to be left. "" where nothing fits. */
export function makeUp(item: FormItem, kind: Kind, part: boolean, profile: ProfileAnswer): string {
  const known = item.from && profile[item.from];
  if (known && (!item.options || item.options.some(({ code }) => code === known))) return known;
  if (item.options) {
    const codes = item.options.map(({ code }) => code);
    return item.control === "choices" && !part ? codes.slice(0, 2).join(",") : (codes[0] ?? "");
  }
  // A qualification certificate has its holder's number.
  const own = item.name === "certificateCode" ? profile.idCard : undefined;
  const value = own ?? byName[item.name] ?? byKind[kind] ?? `${item.label}（测试）`;
  return item.maxLength ? [...value].slice(0, item.maxLength).join("") : value;
}
