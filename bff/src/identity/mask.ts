/** 张三 → *三, 欧阳小明 → ***明: the last character stays. */
export function maskName(name: string): string {
  const characters = [...name];
  return characters.map((character, at) => (at === characters.length - 1 ? character : "*")).join("");
}

/** 110101199003077715 → 1***************15. */
export function maskNumber(number: string): string {
  if (number.length <= 3) return "*".repeat(number.length);
  return number.slice(0, 1) + "*".repeat(number.length - 3) + number.slice(-2);
}

/** 13800138000 → 138****8000. */
export function maskPhone(phone: string): string {
  return phone.length < 8 ? "*".repeat(phone.length) : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
