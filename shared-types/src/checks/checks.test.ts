import assert from "node:assert/strict";
import { test } from "node:test";
import { checkCodes, checkPlace, checkProperPart } from "./codes.ts";
import { checkCreditCode } from "./credit-code.ts";
import { checkDay, checkMonth, checkPastDay, fitsFormat } from "./date.ts";
import { checkIdNumber } from "./id-number.ts";
import { checkMobile, checkPhone } from "./phone.ts";
import { checkCharacters, checkEmail, checkLength, checkNumber, checkPersonName, countOf } from "./text.ts";
import { checkPlate, checkVin } from "./vehicle.ts";

const today = "20261123";

/** Rows of [value, what is wrong with it]; undefined: nothing. */
function rows(
  name: string,
  check: (value: string) => string | undefined,
  cases: [string, string | undefined][],
): void {
  for (const [value, fault] of cases)
    test(`${name}: ${JSON.stringify(value)} ${fault === undefined ? "is right" : fault}`, () => {
      assert.equal(check(value), fault);
    });
}

rows("id number", (value) => checkIdNumber(value, today), [
  // The examples of GB 11643-1999, appendix A.
  ["11010519491231002X", undefined],
  ["440524188001010014", "身份证号码里的出生日期不对，请核对"],
  ["110105194912310021", "身份证号码的最后一位校验不对，请核对"],
  ["11010519491231002x", "身份证号码前17位应都是数字，最后一位是数字或X"],
  ["1101051949123100", "身份证号码应为18位，现在是16位"],
  ["01010519491231002X", "身份证号码的前6位（地区）不对，请核对"],
  ["11010519490231002X", "身份证号码里的出生日期不对，请核对"],
  ["110105202612310024", "身份证号码里的出生日期不对，请核对"],
]);

rows("phone", (value) => checkPhone("联系电话", value), [
  ["13800000000", undefined],
  ["010-12345678", "联系电话格式不对，请填手机号（11位数字）或带区号的座机号（如010-88888888）"],
  ["010-62345678", undefined],
  ["0571-87654321-801", undefined],
  ["87654321", undefined],
  ["4008123456", undefined],
  ["1380000000", "联系电话是手机号的话应为11位，现在是10位"],
  ["138000000000", "联系电话是手机号的话应为11位，现在是12位"],
  ["电话", "联系电话格式不对，请填手机号（11位数字）或带区号的座机号（如010-88888888）"],
]);

rows("mobile", (value) => checkMobile("收件人手机号", value), [
  ["19900000000", undefined],
  ["12800000000", "收件人手机号格式不对，请填11位手机号"],
  ["1990000000", "收件人手机号应为11位数字，现在是10位"],
  ["010-62345678", "收件人手机号格式不对，请填11位手机号"],
]);

rows("credit code", (value) => checkCreditCode("统一社会信用代码", value), [
  // The example of GB 32100-2015, 4.
  ["91350100M000100Y43", undefined],
  ["91350100M000100Y44", "统一社会信用代码的最后一位校验不对，请对照营业执照核对"],
  ["91350100M000100Y4", "统一社会信用代码应为18位，现在是17位"],
  ["9135O100M000100Y43", "统一社会信用代码里不会有“O”，请对照营业执照核对"],
]);

rows("plate", (value) => checkPlate("车牌号", value), [
  ["京A12345", undefined],
  ["京AD12345", undefined],
  ["京A1234挂", undefined],
  ["粤B1234学", undefined],
  ["新01A2345", undefined],
  ["京A1234", "车牌号格式不对，请对照行驶证核对，如“京A12345”“京A1234挂”"],
  ["京I12345", "车牌号格式不对，请对照行驶证核对，如“京A12345”“京A1234挂”"],
  ["京A1O345", "车牌号格式不对，请对照行驶证核对，如“京A12345”“京A1234挂”"],
  ["A12345", "车牌号应以省、自治区、直辖市的简称开头，如“京A12345”"],
]);

rows("vin", (value) => checkVin("车架号", value), [
  ["LSVAA4182E2123456", undefined],
  ["LSVAA4182E212345", "车架号应为17位，现在是16位"],
  ["LSVAA4182E212345O", "车架号里不会有字母I、O、Q，可能是数字1或0"],
  ["LSVAA4182E21234-6", "车架号只能有大写字母和数字，请对照行驶证核对"],
]);

rows("day", (value) => checkDay("日期", value), [
  ["20240229", undefined],
  ["20230229", "日期不是有效的日期，请重新选择"],
  ["2024-2-9", "日期不是有效的日期，请重新选择"],
  ["18991231", "日期不是有效的日期，请重新选择"],
]);

rows("past day", (value) => checkPastDay("初领日期", value, today), [
  [today, undefined],
  ["20261124", "初领日期不能晚于今天"],
  ["20261131", "初领日期不是有效的日期，请重新选择"],
]);

rows("month", (value) => checkMonth("期限", value), [
  ["202612", undefined],
  ["202613", "期限不是有效的年月，请重新选择"],
]);

for (const [value, format, fits] of [
  ["20260228235959", "YYYYMMDDhhmmss", true],
  ["20260229000000", "YYYYMMDDhhmmss", false],
  ["20260228240000", "YYYYMMDDhhmmss", false],
  ["20260228236000", "YYYYMMDDhhmmss", false],
  ["2026022823595", "YYYYMMDDhhmmss", false],
  ["202602", "YYYYMM", true],
  ["202600", "YYYYMM", false],
  ["2026", "YYYY", true],
  ["0026", "YYYY", false],
  ["２０２６", "YYYY", false],
] as const)
  test(`${value} ${fits ? "is" : "is not"} written as ${format}`, () => {
    assert.equal(fitsFormat(value, format), fits);
  });

rows("person's name", (value) => checkPersonName("姓名", value), [
  ["买买提·艾力", undefined],
  ["张三", undefined],
  ["张", "请填写完整的姓名"],
  ["张3", "姓名里不应有数字，请核对"],
]);

rows("email", (value) => checkEmail("邮箱", value), [
  ["a@b.cn", undefined],
  ["a@b", "邮箱格式不对，应像 name@example.com"],
  ["a b@c.cn", "邮箱格式不对，应像 name@example.com"],
]);

rows("number", (value) => checkNumber("总质量", value), [
  ["49", undefined],
  ["12.5", undefined],
  ["12.", "总质量请填数字，如 12 或 12.5"],
  ["-1", "总质量请填数字，如 12 或 12.5"],
]);

rows("length", (value) => checkLength("住址", value, 3), [
  ["𠮷𠮷𠮷", undefined],
  ["北京市朝", "住址最多3个字，现在是4个字"],
]);

rows("one line", (value) => checkCharacters("姓名", value, false), [
  ["龘", undefined],
  ["𠮷", undefined],
  ["a\u0000b", "姓名里有不能识别的字符，请删掉后重新输入"],
  ["a\nb", "姓名里有不能识别的字符，请删掉后重新输入"],
  ["\ud842", "姓名里有不能识别的字符，请删掉后重新输入"],
]);

rows("several lines", (value) => checkCharacters("原因", value, true), [
  ["第一行\n第二行", undefined],
  ["\u0085", "原因里有不能识别的字符，请删掉后重新输入"],
]);

const options = [
  { code: "1", name: "甲" },
  { code: "2", name: "乙" },
];

rows("one code", (value) => checkCodes("类别", value, options, false), [
  ["2", undefined],
  ["3", "类别请从列出的选项中选择"],
  ["1,2", "类别请从列出的选项中选择"],
]);

rows("several codes", (value) => checkCodes("类别", value, options, true), [
  ["1,2", undefined],
  ["1,", "类别请从列出的选项中选择"],
  ["1,1", "类别有重复的选项"],
]);

rows("a part of 1,2", (value) => checkProperPart("要注销的类别", value, "1,2"), [
  ["2", undefined],
  ["2,1", "要注销的类别包括了全部类别；要全部注销，请把注销类型选为“全部注销”"],
]);

rows("place", (value) => checkPlace("发证机关所在地", value, [{ code: "110105", name: "朝阳区" }]), [
  ["110105", undefined],
  ["110199", "请重新选择发证机关所在地"],
  ["11", "请重新选择发证机关所在地"],
]);

test("a client without the list of regions checks a place's form only", () => {
  assert.equal(checkPlace("地方", "110199", undefined), undefined);
});

test("characters are counted as people count them", () => {
  assert.equal(countOf("𠮷a字"), 3);
});
