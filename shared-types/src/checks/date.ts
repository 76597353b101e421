/** Whether YYYYMMDD is a day of the calendar (from 1900 on). */
export function isDay(value: string): boolean {
  if (!/^(19|20)\d{6}$/.test(value)) return false;
  const month = Number(value.slice(4, 6));
  return month >= 1 && month <= 12 && inMonth(Number(value.slice(0, 4)), month, Number(value.slice(6, 8)));
}

const inMonth = (year: number, month: number, day: number) =>
  day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Whether a text is written in one of the tables' formats: YYYY, YYYYMM, YYYYMMDD, YYYYMMDDhhmmss. */
export function fitsFormat(value: string, format: string): boolean {
  if (!/^\d+$/.test(value) || value.length !== format.length) return false;
  const time = value.slice(8);
  if (time !== "" && !/^([01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(time)) return false;
  return isDay(value.slice(0, 8) + "0101".slice(Math.min(value.length, 8) - 4));
}

export function checkDay(label: string, value: string): string | undefined {
  return isDay(value) ? undefined : `${label}不是有效的日期，请重新选择`;
}

export function checkPastDay(label: string, value: string, today: string): string | undefined {
  return checkDay(label, value) ?? (value > today ? `${label}不能晚于今天` : undefined);
}

export function checkMonth(label: string, value: string): string | undefined {
  return fitsFormat(value, "YYYYMM") ? undefined : `${label}不是有效的年月，请重新选择`;
}
