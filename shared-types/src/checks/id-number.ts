import { isDay } from "./date.ts";

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkDigits = "10X98765432";

/** The last digit of an identity number, from its first 17 digits (GB 11643, ISO 7064 MOD 11-2). */
export function idCheckDigit(first17: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkDigits[sum % 11]!;
}

/** A resident's identity number (GB 11643-1999): 17 digits and a check digit that may be X. */
export function checkIdNumber(value: string, today: string): string | undefined {
  if (value.length !== 18) return `身份证号码应为18位，现在是${value.length}位`;
  if (!/^\d{17}[\dX]$/.test(value)) return "身份证号码前17位应都是数字，最后一位是数字或X";
  if (!/^[1-9]/.test(value)) return "身份证号码的前6位（地区）不对，请核对";
  const birthday = birthdayOf(value);
  if (!isDay(birthday) || birthday > today) return "身份证号码里的出生日期不对，请核对";
  if (idCheckDigit(value) !== value[17]) return "身份证号码的最后一位校验不对，请核对";
  return undefined;
}

/** YYYYMMDD out of an identity number of 18 characters. */
export function birthdayOf(idNumber: string): string {
  return idNumber.slice(6, 14);
}
