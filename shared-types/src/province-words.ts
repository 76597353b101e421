import { materialNames } from "./material-names.ts";
import type { BusinessOverride, Dialect, ProvinceOverride } from "./province.ts";
import { businesses } from "./requests/index.ts";
import type { CodeItem } from "./spec/element.ts";

type Codes = Readonly<Record<string, readonly CodeItem[]>>;

/** What a province's file changes of the national default, a sentence each; empty when nothing differs. */
export function differencesOf(province: ProvinceOverride, national: Codes): string[] {
  const { open, text, electronicCertificates, businessSnRegion, transport, offices = [] } = province;
  return [
    ...(open === false ? ["整体暂不开通网上办理"] : []),
    ...(text ? [`办理前提示：${text}`] : []),
    ...Object.entries(province.businesses ?? {}).flatMap(([code, own]) => {
      const words = businessDifferences(own);
      const title = businesses.find((one) => one.code === code)?.title ?? "未知业务";
      return words.length > 0 ? [`${title}（${code}）：${words.join("；")}`] : [];
    }),
    ...(offices.length > 0
      ? [
          `办理机构${offices.length}个：${offices.map((one) => `${one.name}（${one.place}，机构代码${one.office}）`).join("、")}`,
        ]
      : []),
    ...(electronicCertificates === undefined
      ? []
      : [electronicCertificates ? "办结后制发电子证照" : "不制发电子证照"]),
    ...(businessSnRegion && businessSnRegion !== "place"
      ? [`业务申请流水号里的行政区划取${businessSnRegion === "province" ? "本省代码" : "999999"}`]
      : []),
    ...(transport === "exchange-platform" ? ["报文经交换共享平台传输"] : []),
    ...dialectDifferences(province.dialect ?? {}),
    ...Object.entries(province.codes ?? {}).flatMap(([name, own]) =>
      codeDifferences(name, own, national[name] ?? []),
    ),
  ];
}

/** What it changes of one business. */
export function businessDifferences(own: BusinessOverride): string[] {
  const materials = (types: readonly string[]) =>
    types.map((type) => `${materialNames[type] ?? "材料"}（${type}）`).join("、");
  return [
    ...(own.open === false ? [`不开通${own.why ? `，原因：${own.why}` : ""}`] : []),
    ...(own.days === undefined ? [] : [`承诺受理后${own.days}个工作日内办结`]),
    ...(own.dropMaterials?.length ? [`不再要求${materials(own.dropMaterials)}`] : []),
    ...(own.sharedMaterials?.length ? [`能共享获取、可以不交${materials(own.sharedMaterials)}`] : []),
    ...(own.text ? [`提示：${own.text}`] : []),
  ];
}

const accepted = {
  numberForString: "以数值代替文字",
  zeroForAbsent: "以0表示没有",
  missingGroup: "缺少整组元素",
};

/** Each setting in words; undefined where it is as everywhere. */
const dialectWords: {
  readonly [K in keyof Dialect]-?: (value: NonNullable<Dialect[K]>) => string | undefined;
} = {
  rootAsArray: (value) => (value ? "报文体的根元素写成数组" : undefined),
  emptyGroup: (value) =>
    value === "list" ? undefined : value === "item" ? "没有内容的组写成一个空项" : "没有内容的组不写",
  crcOver: (value) =>
    value === "plaintext" ? undefined : `校验码对${value === "ciphertext" ? "密文" : "Base64文本"}计算`,
  sm4: ({ mode, iv }) => (mode === "ecb" ? undefined : `SM4用CBC模式，初始向量${iv}`),
  sm2: ({ encoding, order }) => {
    const words = [encoding === "der" ? "ASN.1编码" : "", order === "C1C2C3" ? "C1C2C3次序" : ""];
    const own = words.filter((word) => word !== "");
    return own.length > 0 ? `SM2密文用${own.join("、")}` : undefined;
  },
  serialOnResend: (value) => (value === "new" ? "重发报文用新的流水号" : undefined),
  alreadyHave: (value) =>
    value.length > 0
      ? `表示“已经收到过”的应答：${value.map(({ code, text }) => `${code}${text ? `“${text}”` : ""}`).join("、")}`
      : undefined,
  jsonJitter: (value) => (value === "ws" ? "报文体里随机加空白" : undefined),
  accept: (value) =>
    value.length > 0 ? `接收时允许${value.map((one) => accepted[one]).join("、")}` : undefined,
  twoDigits: (value) => (value === "padded" ? "一位代码前补0" : undefined),
};

function dialectDifferences(dialect: Dialect): string[] {
  return (Object.keys(dialectWords) as (keyof Dialect)[]).flatMap((key) => {
    const value = dialect[key];
    const words = value === undefined ? undefined : dialectWords[key](value as never);
    return words === undefined ? [] : [words];
  });
}

function codeDifferences(name: string, own: readonly CodeItem[], national: readonly CodeItem[]): string[] {
  const shown = (items: readonly CodeItem[]) => items.map((item) => `${item.code} ${item.name}`).join("、");
  const nameIn = (list: readonly CodeItem[], code: string) => list.find((item) => item.code === code)?.name;
  const more = own.filter((item) => nameIn(national, item.code) === undefined);
  const fewer = national.filter((item) => nameIn(own, item.code) === undefined);
  const renamed = own.filter((item) => ![undefined, item.name].includes(nameIn(national, item.code)));
  const words = [
    ...(more.length > 0 ? [`多出${shown(more)}`] : []),
    ...(fewer.length > 0 ? [`没有${shown(fewer)}`] : []),
    ...(renamed.length > 0 ? [`改称${shown(renamed)}`] : []),
  ];
  return words.length > 0 ? [`代码表${name}：${words.join("；")}`] : [];
}
