/** Characters as a person counts them: 𠮷 is one although it is two in JavaScript. */
export function countOf(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

export function checkLength(label: string, value: string, max: number): string | undefined {
  const count = countOf(value);
  return count > max ? `${label}最多${max}个字，现在是${count}个字` : undefined;
}

/** Control characters (line breaks only where several lines are written) and halves of characters. */
export function checkCharacters(label: string, value: string, lines: boolean): string | undefined {
  for (const character of value) {
    const point = character.codePointAt(0)!;
    const control = point < 0x20 || (point >= 0x7f && point < 0xa0) || point === 0xfffe || point === 0xffff;
    const half = point >= 0xd800 && point <= 0xdfff;
    if (half || (control && !(lines && (character === "\n" || character === "\t"))))
      return `${label}里有不能识别的字符，请删掉后重新输入`;
  }
  return undefined;
}

export function checkPersonName(label: string, value: string): string | undefined {
  if (/\d/.test(value)) return `${label}里不应有数字，请核对`;
  return countOf(value) < 2 ? `请填写完整的${label}` : undefined;
}

export function checkEmail(label: string, value: string): string | undefined {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(value)
    ? undefined
    : `${label}格式不对，应像 name@example.com`;
}

export function checkNumber(label: string, value: string): string | undefined {
  return /^\d+(\.\d+)?$/.test(value) ? undefined : `${label}请填数字，如 12 或 12.5`;
}
