/** Conditions of materials in words. `values`: what a derived answer can be. */
export const conditionTexts = {
  is: (label: string, names: string) => `${label}是${names}`,
  unless: (words: string) => `除非${words}`,
  and: "，并且",
  or: "或",
  when: (words: string) => `${words}时`,
  values: { driver: "驾驶员", loadingManager: "危货装卸管理人员", escort: "危货押运人员" } as Record<
    string,
    string
  >,
};
