const parts = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Asia/Shanghai",
  dateStyle: "short",
  timeStyle: "medium",
  hourCycle: "h23",
});

/** YYYYMMDDhhmmss in Asia/Shanghai, whatever the host's zone. */
export const stamp = (at: number = Date.now()): string => parts.format(at).replace(/\D/g, "");

/** "2026-11-23 09:30:00" of a stamp or of a moment. */
export function readable(at: string | number): string {
  const text = typeof at === "number" ? stamp(at) : at;
  return text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, "$1-$2-$3 $4:$5:$6");
}

/** Does `text` name a moment or day that exists, in YYYY, YYYYMM, YYYYMMDD or YYYYMMDDhhmmss? */
export function isMoment(text: string): boolean {
  if (!/^(\d{4}|\d{6}|\d{8}|\d{14})$/.test(text)) return false;
  const full = text.padEnd(8, "01");
  const [year, month, day] = [full.slice(0, 4), full.slice(4, 6), full.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1900) return false;
  const [hour, minute, second] = [full.slice(8, 10), full.slice(10, 12), full.slice(12, 14)].map(Number);
  return hour! < 24 && minute! < 60 && second! < 60;
}
