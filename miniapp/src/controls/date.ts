/** Year, month and day as typed; "" where nothing is. */
export type DateParts = readonly [year: string, month: string, day: string];

/** `YYYYMMDD` of what was typed, "" of nothing; what is incomplete stays visible to the check as it is. */
export function wireOf([year, month, day]: DateParts): string {
  if (!year && !month && !day) return "";
  const two = (part: string) => (part.length === 1 ? `0${part}` : part);
  return `${year}${two(month)}${two(day)}`;
}

/** The parts of `YYYYMMDD`, without leading zeros of month and day. */
export function partsOf(wire: string): DateParts {
  const plain = (part: string) => part.replace(/^0(?=\d)/, "");
  return [wire.slice(0, 4), plain(wire.slice(4, 6)), plain(wire.slice(6, 8))];
}

/** "2014年5月6日"; what is no date is given back as it is. */
export function dateInWords(wire: string): string {
  if (!/^\d{8}/.test(wire)) return wire;
  const [year, month, day] = partsOf(wire);
  return `${year}年${month}月${day}日`;
}
