/** YYYY-MM-DD in Shanghai from YYYYMMDD…, YYYY-MM-DD… or milliseconds; "" when it is none of them. */
export function dayOf(value: unknown): string {
  const text = typeof value === "string" ? value.trim() : "";
  if (/^1\d{12}$/.test(text)) return new Date(Number(text) + 8 * 3_600_000).toISOString().slice(0, 10);
  const [, year, month, day] = /^((?:19|20)\d\d)-?(\d\d)-?(\d\d)/.exec(text) ?? [];
  return day === undefined ? "" : `${year}-${month}-${day}`;
}

/** The same of what is valid until then: of a month (YYYYMM, expireDate of A.3.4) its last day. */
export function lastDayOf(value: unknown): string {
  const [, year, month] =
    /^((?:19|20)\d\d)(0[1-9]|1[0-2])$/.exec(typeof value === "string" ? value.trim() : "") ?? [];
  if (month === undefined) return dayOf(value);
  return new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
}
