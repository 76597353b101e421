/** What can go wrong for the one who asks, by who must act next: the status, and the sentence that is shown. */
const table = {
  // The person acts.
  badRequest: [400, "请求格式不正确。"],
  notSignedIn: [401, "请先登录。"],
  stepUp: [401, "为了您的安全，办这件事之前请重新登录一次，您填写的内容不会丢失。"],
  stepBack: [403, "请求未通过安全校验，请刷新页面后重试。"],
  notYours: [403, "您的权限不包括这项操作。"],
  notFound: [404, "没有找到您要的内容。"],
  methodNotAllowed: [405, "不支持这种操作。"],
  draftConflict: [409, "这份草稿已在另一处修改过，请选择保留哪一份。"],
  submitConflict: [409, "这次提交已用不同的内容办理过，请刷新后在“我的办件”中查看。"],
  tooLarge: [413, "内容太大，请减小后重试。"],
  unsupportedMedia: [415, "不支持这种内容格式。"],
  invalid: [422, "有几处需要修改，请按提示改正后再提交。"],
  badPhoto: [422, "这张照片不能使用，请重新拍摄。"],
  badTable: [422, "这个表格打不开，请下载模板填写后再导入。"],
  closed: [422, "该地区暂未开通此项业务。"],
  tooMany: [429, "操作太频繁，请稍后再试。"],
  signInFailed: [400, "登录没有完成，请重新登录。"],
  // Time heals it: the same request may be sent again.
  busy: [503, "系统繁忙，请稍后重试，您填写的内容不会丢失。"],
  storeAway: [503, "系统暂时无法保存，您的申请尚未提交成功，请稍后重试。"],
  signInAway: [503, "统一身份认证暂时无法连接，请稍后重试。"],
  wechatAway: [503, "微信登录暂时连不上，请稍后再试，您填写的内容不会丢失。"],
  // We act.
  failure: [500, "系统出现问题，我们会尽快处理，请稍后重试。"],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof table;

/** One entry for each form field that is wrong. */
export interface FieldFault {
  readonly name: string;
  readonly message: string;
}

interface Details {
  /** A sentence that fits better than the table's own. */
  readonly message?: string;
  readonly fields?: readonly FieldFault[];
  /** More for the caller (the stored draft on a conflict); never a secret. */
  readonly data?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The only error whose words reach a person; everything else becomes `failure`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: readonly FieldFault[] | undefined;
  readonly data: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, details: Details = {}) {
    const [status, sentence] = table[code];
    super(details.message ?? sentence, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.status = status;
    this.fields = details.fields;
    this.data = details.data;
  }
}

/** The one form of every error answer. `id` finds it in the log. */
export function errorBody(error: AppError, id: string): Record<string, unknown> {
  const { code, message, fields, data } = error;
  return { error: { id, code, message, ...(fields && { fields }), ...data } };
}
