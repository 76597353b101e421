// An application for SQ1008 that nothing is wrong with, as the page sends it.
import { randomUUID } from "node:crypto";
import { twoHalves } from "./pictures.ts";
import type { Person } from "./test-portal.ts";

export const renewalAnswers: Readonly<Record<string, string>> = {
  place: "110105",
  certificateCode: "110101197001019918",
  workTypeCode: "02",
  certificateFirstIssueDate: "20150601",
  applyName: "测试甲",
  sex: "1",
  idType: "1",
  idCard: "110101197001019918",
  culturalLevel: "60",
  address: "某市某路1号",
  telephone: "13800000001",
  quasiDriveTypeCode: "B2",
  earlyDate: "20000101",
  applyReason: "证件将于下个月到期",
  payment: "2",
};

export const renewalMaterials = ["15", "6", "9", "11"] as const;

/** Uploads one photo for each material and gives a body for POST /api/applications. */
export async function renewal(person: Person, changes: Readonly<Record<string, string>> = {}) {
  const photo = await person.upload(await twoHalves(64, 48, "jpeg"));
  if (photo.status !== 201) throw new Error(`upload: ${photo.status} ${photo.bytes.toString()}`);
  return {
    submitId: randomUUID(),
    business: "SQ1008",
    answers: { ...renewalAnswers, ...changes },
    attachments: renewalMaterials.map((imageType) => ({ imageType, attachment: photo.json.id as string })),
  };
}
