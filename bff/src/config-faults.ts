import { type ValueError, ValueErrorType } from "@sinclair/typebox/value";
import { businesses, type CodeItem, type ProvinceOverride, regionOfPlace } from "shared-types";

/** What is wrong in a file: where (a JSON pointer), and why, in words for who edits it. */
export interface ConfigFault {
  readonly key: string;
  readonly reason: string;
}

type Codes = Readonly<Record<string, readonly CodeItem[]>>;

/** A breach of the schema in words. */
export function schemaFault({ path, type, schema, message }: ValueError): ConfigFault {
  return { key: path, reason: words[type]?.(schema) ?? `不符合要求（${message}）` };
}

type Words = (schema: ValueError["schema"]) => string;
const words: Partial<Record<ValueErrorType, Words>> = {
  [ValueErrorType.ObjectAdditionalProperties]: () => "没有这项设置，请检查拼写",
  [ValueErrorType.ObjectRequiredProperty]: () => "缺少这一项",
  [ValueErrorType.Object]: () => "应为一组设置，写作 {…}",
  [ValueErrorType.Array]: () => "应为列表，写作 […]",
  [ValueErrorType.Boolean]: () => "应为 true 或 false",
  [ValueErrorType.Integer]: () => "应为整数",
  [ValueErrorType.IntegerMinimum]: ({ minimum }) => `不能小于${minimum}`,
  [ValueErrorType.IntegerMaximum]: ({ maximum }) => `不能大于${maximum}`,
  [ValueErrorType.String]: () => "应为文字，写在引号里",
  [ValueErrorType.StringMinLength]: () => "不能为空",
  [ValueErrorType.StringMaxLength]: ({ maxLength }) => `最多${maxLength}个字`,
  [ValueErrorType.StringPattern]: ({ pattern }) => `格式应为 ${pattern}`,
  [ValueErrorType.Union]: ({ anyOf }) =>
    `应为以下之一：${(anyOf as { const?: string }[]).map((one) => one.const).join("、")}`,
};

/** What the schema cannot say: that everything which is named exists, and that settings fit together. */
export function provinceFaults(province: ProvinceOverride, codes: Codes): ConfigFault[] {
  return [
    ...businessFaults(province),
    ...officeFaults(province, codes),
    ...dialectFaults(province),
    ...codeFaults(province, codes),
  ];
}

function businessFaults({ businesses: own = {} }: ProvinceOverride): ConfigFault[] {
  return Object.entries(own).flatMap(([code, { dropMaterials = [], sharedMaterials = [] }]) => {
    const key = `/businesses/${code}`;
    const types = businesses.find((one) => one.code === code)?.materials.flatMap((rule) => rule.types);
    if (types === undefined) return [{ key, reason: "没有这项业务" }];
    const strange = (name: string, list: readonly string[]) =>
      list
        .filter((type) => !types.includes(type))
        .map((type) => ({ key: `${key}/${name}`, reason: `这项业务不要求材料${type}（附录B.2）` }));
    const both = dropMaterials
      .filter((type) => sharedMaterials.includes(type))
      .map((type) => ({
        key: `${key}/sharedMaterials`,
        reason: `材料${type}已写明不再要求，不能又写作共享获取`,
      }));
    return [
      ...strange("dropMaterials", dropMaterials),
      ...strange("sharedMaterials", sharedMaterials),
      ...both,
    ];
  });
}

function officeFaults({ region, offices = [] }: ProvinceOverride, codes: Codes): ConfigFault[] {
  const places = codes.regions && new Set(codes.regions.map((one) => one.code));
  return offices.flatMap(({ place }, at) => {
    const key = `/offices/${at}/place`;
    if (regionOfPlace(place) !== region) return [{ key, reason: `${place}不在本省` }];
    if (places && !places.has(place)) return [{ key, reason: `行政区划代码${place}不存在` }];
    const twice = offices.findIndex((other) => other.place === place) < at;
    return twice ? [{ key, reason: `${place}写了两次` }] : [];
  });
}

function dialectFaults({ dialect }: ProvinceOverride): ConfigFault[] {
  const { mode, iv } = dialect?.sm4 ?? { mode: "ecb" as const, iv: undefined };
  if (mode === "cbc" && iv === undefined)
    return [{ key: "/dialect/sm4/iv", reason: "cbc 模式要写明 iv（32位十六进制）" }];
  return mode === "ecb" && iv !== undefined ? [{ key: "/dialect/sm4/iv", reason: "ecb 模式没有 iv" }] : [];
}

function codeFaults({ codes: own = {} }: ProvinceOverride, codes: Codes): ConfigFault[] {
  return Object.entries(own).flatMap(([name, items]) => {
    const key = `/codes/${name}`;
    if (codes[name] === undefined) return [{ key, reason: "没有这个代码表" }];
    return twiceIn(items).map((code) => ({ key, reason: `代码${code}写了两次` }));
  });
}

/** Codes that stand in a list more than once. */
export function twiceIn(items: readonly CodeItem[]): string[] {
  const codes = items.map((item) => item.code);
  if (new Set(codes).size === codes.length) return [];
  return [...new Set(codes.filter((code, at) => codes.indexOf(code) < at))];
}
