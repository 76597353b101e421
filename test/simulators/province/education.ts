// Results of continuing education (CX1003) that this province reports about its demo people.
import { randomUUID } from "node:crypto";
import { type Html, html } from "../html.ts";
import { people } from "../people.ts";
import { nextSerial } from "./feedback.ts";
import { makePdf } from "./pdf.ts";
import type { Province } from "./province.ts";

/** Queues a batch with one result. `fields`: `person` (a demo person's id), and any element that is to differ. */
export function reportEducation(province: Province, fields: Readonly<Record<string, string>>): void {
  const { person: id = "person-1", ...more } = fields;
  const person = people.find((one) => one.id === id) ?? people[0]!;
  const days = { educationStartTime: "20250106", educationEndTime: "20251128" };
  const voucher = makePdf("网上继续教育学习凭证", [
    `姓名：${person.name}`,
    `学习时间：${days.educationStartTime}至${days.educationEndTime}`,
    "本凭证由模拟系统生成，不具有任何效力",
  ]);
  const result = {
    ...{ provinceCode: province.region, idType: person.idType, idCard: person.idNumber },
    ...{ staffName: person.name, certificateCode: person.idNumber, currCreditLevel: "AA", totalScore: "3" },
    ...{ ...days, creditAssessCycle: "20250101 20251231", totalTime: "24", recordTime: "20251201" },
    ...{ scoreEducationReason: "日常继续教育" },
    ...{ certifyFile: voucher.toString("base64"), ...more },
  };
  province.ledger.record({
    ...{ t: "feedback", at: Date.now(), id: randomUUID(), sn: "", ipc: "CX1003" },
    ...{ serial: nextSerial(province.region), state: "", words: "继续教育结果" },
    body: { educationInfo: [result] },
  });
}

/** The form on the province's page. */
export const educationForm = (): Html => html`<form method="post" action="/education">
<select name="person" aria-label="学员">${people.map(({ id, name }) => html`<option value="${id}">${name}</option>`)}</select>
<input name="totalTime" value="24" size="4" aria-label="累计学时"> 学时
<button>上报继续教育结果</button></form>`;
