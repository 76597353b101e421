export const placeTexts = {
  province: "省、自治区、直辖市",
  city: "市、州、盟",
  county: "区、县、旗",
  any: "不细分",
  done: "就选这里",
} as const;
