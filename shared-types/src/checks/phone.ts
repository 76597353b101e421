const mobile = /^1[3-9]\d{9}$/;
const landline = /^(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?$/;
const serviceNumber = /^[48]00-?\d{3}-?\d{4}$/;

/** A mobile number, or a landline number with or without area code. */
export function checkPhone(label: string, value: string): string | undefined {
  if (mobile.test(value) || landline.test(value) || serviceNumber.test(value)) return undefined;
  if (/^1\d*$/.test(value) && value.length !== 11)
    return `${label}是手机号的话应为11位，现在是${value.length}位`;
  return `${label}格式不对，请填手机号（11位数字）或带区号的座机号（如010-88888888）`;
}

export function checkMobile(label: string, value: string): string | undefined {
  if (mobile.test(value)) return undefined;
  if (/^\d+$/.test(value) && value.length !== 11) return `${label}应为11位数字，现在是${value.length}位`;
  return `${label}格式不对，请填11位手机号`;
}
