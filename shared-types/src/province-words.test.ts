import assert from "node:assert/strict";
import { test } from "node:test";
import { context } from "../scripts/national-context.ts";
import type { ProvinceOverride } from "./province.ts";
import { differencesOf } from "./province-words.ts";

const rows: readonly [setting: Partial<ProvinceOverride>, words: readonly string[]][] = [
  [{}, []],
  [{ note: "for whoever edits it", open: true, transport: "direct", businessSnRegion: "place" }, []],
  [{ open: false }, ["整体暂不开通网上办理"]],
  [{ text: "国庆节期间顺延" }, ["办理前提示：国庆节期间顺延"]],
  [{ businesses: { SQ1008: {} } }, []],
  [
    { businesses: { SQ1008: { open: false, why: "系统升级" } } },
    ["从业资格证换发（SQ1008）：不开通，原因：系统升级"],
  ],
  [
    { businesses: { SQ1008: { days: 5, dropMaterials: ["9"], sharedMaterials: ["6"], text: "带身份证" } } },
    [
      "从业资格证换发（SQ1008）：承诺受理后5个工作日内办结；不再要求从业资格证第3、4页（9）；能共享获取、可以不交驾驶证正页和副页（6）；提示：带身份证",
    ],
  ],
  [
    { offices: [{ place: "110105", office: "005", name: "朝阳区运管" }] },
    ["办理机构1个：朝阳区运管（110105，机构代码005）"],
  ],
  [{ electronicCertificates: true }, ["办结后制发电子证照"]],
  [{ electronicCertificates: false }, ["不制发电子证照"]],
  [{ businessSnRegion: "province" }, ["业务申请流水号里的行政区划取本省代码"]],
  [{ transport: "exchange-platform" }, ["报文经交换共享平台传输"]],
  [
    {
      dialect: {
        ...{ rootAsArray: true, emptyGroup: "omit", crcOver: "ciphertext", serialOnResend: "new" },
        ...{ sm4: { mode: "cbc", iv: "00" }, sm2: { encoding: "der", order: "C1C2C3" } },
        ...{ alreadyHave: [{ code: "1001", text: "重复" }], jsonJitter: "ws", twoDigits: "padded" },
        accept: ["zeroForAbsent"],
      },
    },
    [
      "报文体的根元素写成数组",
      "没有内容的组不写",
      "校验码对密文计算",
      "SM4用CBC模式，初始向量00",
      "SM2密文用ASN.1编码、C1C2C3次序",
      "重发报文用新的流水号",
      "表示“已经收到过”的应答：1001“重复”",
      "报文体里随机加空白",
      "接收时允许以0表示没有",
      "一位代码前补0",
    ],
  ],
  [
    {
      dialect: {
        ...{ rootAsArray: false, emptyGroup: "list", crcOver: "plaintext", sm4: { mode: "ecb" } },
        ...{ sm2: {}, serialOnResend: "same", alreadyHave: [], jsonJitter: "off", accept: [] },
        twoDigits: "plain",
      },
    },
    [],
  ],
  [
    {
      codes: {
        sex: [
          { code: "1", name: "男性" },
          { code: "2", name: "女" },
          { code: "3", name: "其他" },
        ],
      },
    },
    ["代码表sex：多出3 其他；没有0 未知的性别、9 未说明的性别；改称1 男性"],
  ],
];

for (const [setting, words] of rows)
  test(`${JSON.stringify(setting).slice(0, 70)} reads as ${words.length} differences`, () => {
    assert.deepEqual(differencesOf({ region: "110000", name: "北京市", ...setting }, context.codes), words);
  });
