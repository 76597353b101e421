export const errors = {
  offline: "连不上服务器。请检查网络，稍后再试；您填的内容不会丢。",
  signedOut: "请先登录。",
  notFound: "没有找到这项内容。它可能已被删除，或不属于当前登录的人。",
  server: "服务暂时出了问题，请稍后再试。您填的内容不会丢。",
  number: "问题编号：",
} as const;
