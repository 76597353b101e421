/** What we answer (clause 5.4, table 3), by what it means here. */
export const answers = {
  done: ["0000", "成功"],
  notOpen: ["0002", "该接口尚未开通"],
  noData: ["0003", "没有数据"],
  noPermission: ["0004", "没有权限或TOKEN过期"],
  unknownInterface: ["0101", "业务接口代码不存在"],
  unknownElement: ["0601", "请求字段错误，字段不存在"],
  notAuthenticated: ["0901", "权限认证未过"],
  wrong: ["1001", "业务参数错误"],
  failure: ["9999", "系统错误，请稍后重发"],
} as const satisfies Record<string, readonly [code: string, message: string]>;

export interface Answered {
  readonly code: string;
  readonly message: string;
}

/** An answer by its name; `detail` (an element's path, a reason) stands after the words. Never put a value into it. */
export function answerOf(name: keyof typeof answers, detail?: string): Answered {
  const [code, words] = answers[name];
  return { code, message: detail === undefined ? words : `${words}：${detail}` };
}
