export const placeTexts = {
  search: "搜索地名",
  searchHelp: "输入地名，或拼音首字母，如：朝阳、cyq",
  found: (count: number) => (count ? `找到 ${count} 个地方，请点选` : "没有找到，请换个写法，或在下面选"),
  province: "省、自治区、直辖市",
  city: "市、州、盟",
  county: "区、县、旗",
  any: "不细分",
  done: "就选这里",
} as const;
