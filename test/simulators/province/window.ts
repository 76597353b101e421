// An office window of this province: somebody comes in person, and the portal first hears of the case by its result.

import { type Html, html } from "../html.ts";
import { type DemoPerson, people } from "../people.ts";
import { feedBack } from "./feedback.ts";
import { goodPath } from "./progress.ts";
import type { Province } from "./province.ts";
import { tableOf } from "./spec.ts";
import { stamp } from "./times.ts";

const businesses = ["SQ1005", "SQ1006", "SQ1008", "SQ1001"] as const;

/** What the window writes down: of the person, and of the thing that the business is about. */
function valuesFor(
  person: Pick<DemoPerson, "name" | "idType" | "idNumber" | "phone">,
): Record<string, string> {
  return {
    applyName: person.name,
    applyDate: stamp(),
    telephone: person.phone,
    ...{ idType: person.idType, idCard: person.idNumber, applyType: "1" },
    ...{ certificateCode: person.idNumber, workTypeCode: "02" },
    ...{ transCertificateCode: "模字第000001号", vehicleNo: "京A12345", plateColorCode: "2" },
    vinNo: "LSVNV2182E2100001",
  };
}

let count = 0;

/**
 * Opens a case and tells its acceptance, and its good end (`state` "end") after it. `fields`: `business`, `person` (a demo
 * person's id) or `applyName`, `idCard`, `telephone` and whatever else the feedback is to say. Gives its number, which
 * need not follow B.1; null for a business that no window here does.
 */
export function openAtWindow(province: Province, fields: Readonly<Record<string, string>>): string | null {
  const { business = "SQ1006", person: id = "person-1", state = "end", ...more } = fields;
  const path = goodPath(business);
  if (!tableOf(business) || path.length === 0) return null;
  const person = people.find((one) => one.id === id) ?? people[0]!;
  const sn = `窗口${province.region}-${Date.now()}-${++count}`;
  const { ledger } = province;
  const values = { ...valuesFor(person), ...more, businessSn: sn };
  ledger.record({ t: "window", at: Date.now(), sn, business, values });
  // The portal makes a voucher's QR only for a case that it knows: of its acceptance it is told in any case.
  feedBack(province, ledger.cases.get(sn)!, path[0]!, true);
  if (state === "end") feedBack(province, ledger.cases.get(sn)!, path.at(-1)!, true);
  return sn;
}

/** The window on the province's page. */
export const windowForm = (): Html => html`<form method="post" action="/window">
<select name="business" aria-label="业务">${businesses.map((code) => html`<option value="${code}">${code} ${(tableOf(code)?.name ?? "").replace(/接口$/, "")}</option>`)}</select>
<select name="person" aria-label="申请人">${people.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select>
<button>窗口办结一件</button></form>`;
