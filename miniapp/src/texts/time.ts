/** "2026年5月6日 14:02" in Shanghai, whatever the device's zone. Takes ISO times and YYYYMMDD[hhmmss]. */
export function timeInWords(time: string | null | undefined): string {
  const parts = partsOf(time ?? "");
  if (!parts) return time ?? "";
  const [year, month, day, hour, minute] = parts;
  const date = `${Number(year)}年${Number(month)}月${Number(day)}日`;
  return hour === undefined ? date : `${date} ${hour}:${minute}`;
}

function partsOf(time: string): string[] | null {
  const wire = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})\d{2})?$/.exec(time);
  if (wire) return wire.slice(1).filter((part) => part !== undefined);
  const at = Date.parse(time);
  if (Number.isNaN(at)) return null;
  const shanghai = new Date(at + 8 * 3_600_000).toISOString();
  return [
    shanghai.slice(0, 4),
    shanghai.slice(5, 7),
    shanghai.slice(8, 10),
    shanghai.slice(11, 13),
    shanghai.slice(14, 16),
  ];
}
