const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** The last character of a unified social credit code, from its first 17 (GB 32100-2015). */
export function creditCheckCharacter(first17: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of first17) {
    sum += weight * alphabet.indexOf(character);
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/** A unified social credit code (GB 32100-2015): 18 characters without I, O, S, V and Z, the last one a check. */
export function checkCreditCode(label: string, value: string): string | undefined {
  if (value.length !== 18) return `${label}应为18位，现在是${value.length}位`;
  for (const character of value)
    if (!alphabet.includes(character)) return `${label}里不会有“${character}”，请对照营业执照核对`;
  if (creditCheckCharacter(value.slice(0, 17)) !== value[17])
    return `${label}的最后一位校验不对，请对照营业执照核对`;
  return undefined;
}
