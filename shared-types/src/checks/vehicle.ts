const provinces = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新";
/** GA 36: no I and no O after the first two characters; trailers end in 挂; eight characters: new energy. */
const road = new RegExp(`^[${provinces}][A-HJ-Z]([A-HJ-NP-Z\\d]{5,6}|[A-HJ-NP-Z\\d]{4}[挂学警港澳])$`);
/** Tractors and farm vehicles (NY 345): two digits instead of the letter. */
const farm = new RegExp(`^[${provinces}]\\d{2}[A-HJ-NP-Z\\d]{5}$`);

export function checkPlate(label: string, value: string): string | undefined {
  if (road.test(value) || farm.test(value)) return undefined;
  if (!provinces.includes(value[0] ?? "-")) return `${label}应以省、自治区、直辖市的简称开头，如“京A12345”`;
  return `${label}格式不对，请对照行驶证核对，如“京A12345”“京A1234挂”`;
}

/** A vehicle identification number (GB 16735): 17 characters without I, O and Q. */
export function checkVin(label: string, value: string): string | undefined {
  if (value.length !== 17) return `${label}应为17位，现在是${value.length}位`;
  if (/[IOQ]/.test(value)) return `${label}里不会有字母I、O、Q，可能是数字1或0`;
  return /^[A-Z\d]{17}$/.test(value) ? undefined : `${label}只能有大写字母和数字，请对照行驶证核对`;
}
