// An application for SQ1011 that nothing is wrong with: 12 people, 30 devices, some of their names in rare characters.
import { randomUUID } from "node:crypto";
import { type Answers, cellName } from "shared-types";
import { firms } from "../simulators/people.ts";
import { twoHalves } from "./pictures.ts";
import type { Person } from "./test-portal.ts";

const rows = (list: string, count: number, row: (at: number) => Record<string, string>) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => at).flatMap((at) =>
      Object.entries(row(at)).map(([column, value]) => [cellName(list, at, column), value]),
    ),
  );

export const staff = "甲乙丙丁戊己庚辛壬癸䶮㛃";

/** Without what a chain's outlet does not say. */
export const outletAnswers: Answers = {
  ...{ place: "110105", businessChoose: "1", ownerKind: "enterprise" },
  ...{ ownerName: "测试修理厂", creditCode: firms[0]!.creditCode, ownerAddress: "北京市朝阳区测试路1号" },
  ...{ legaName: "测试甲", businessNature: "2", companyType: "3" },
  ...{ principalName: "测试乙", idType: "1", idCard: "110101197001019918" },
  ...{ principalTelephone: "13800000001", principalEmail: "ceshi@example.com", principalFax: "010-88888888" },
  ...{ businessScopeCode: "04101" },
  ...{ applyName: "测试修理厂", contactName: "测试丙", telephone: "13800000002" },
};

export const repairAnswers: Answers = {
  ...outletAnswers,
  ...{ companyType: "1", managementSystems: "1,3,8" },
  ...rows("people", 12, (at) => ({
    name: `测试${[...staff][at]}`,
    post: String((at % 8) + 1),
    ...(at % 2 === 0 && { qualification: `机动车维修技术人员从业资格（第${at + 1}级）` }),
  })),
  ...rows("equipment", 30, (at) => ({
    ...{ name: `设备${at + 1}`, model: `型号-${at + 1}，带有很长很长的说明文字`, count: String(at + 1) },
    mode: at % 3 === 0 ? "2" : "1",
  })),
};

/** Uploads one photo and gives a body for POST /api/applications, `each` files of every material. */
export async function repairFiling(person: Person, changes: Answers = {}, each = 1) {
  const photo = await person.upload(await twoHalves(64, 48, "jpeg"));
  if (photo.status !== 201) throw new Error(`upload: ${photo.status} ${photo.bytes.toString()}`);
  return {
    ...{ submitId: randomUUID(), business: "SQ1011", answers: { ...repairAnswers, ...changes } },
    attachments: ["40", "41", "42", "43", "44", "45"].flatMap((imageType) =>
      Array.from({ length: each }, () => ({ imageType, attachment: photo.json.id as string })),
    ),
  };
}
