// The pages of what follows a submission, for the walks that go through all of them.
import type { Scene } from "./scene.ts";
import { caseInState, decidedCase, openAs } from "./shortcuts.ts";

export interface FollowUpPage {
  readonly path: string;
  /** What stands on it once everything has come. */
  readonly ready: string;
}

/** Signs in, brings a case to its good end, and gives the pages that there are then. */
export async function followUpPages(scene: Scene, who: string): Promise<readonly FollowUpPage[]> {
  const { page, url } = scene;
  await openAs(page, url, "/pages/cases/index", who);
  const { caseId } = await decidedCase(scene, "good-end");
  await caseInState(page, url, { caseId }, "已发证");
  const rating = await (await page.request.get(`${url}/api/cases/${caseId}/window-rating`)).json();
  return [
    { path: `case/index?case=${caseId}`, ready: "这次办得怎么样" },
    { path: `receipt/index?case=${caseId}`, ready: "扫一扫就能评价" },
    { path: `request/index?request=PJ1001&case=${caseId}`, ready: "满意程度" },
    { path: `request/index?request=PJ1003&case=${caseId}`, ready: "事情经过" },
    { path: `request/index?request=HT1001&case=${caseId}`, ready: "退回原因" },
    { path: "request/index?request=HS1001", ready: "核实内容" },
    { path: "cases/index", ready: "流水号" },
    { path: "requests/index", ready: "申请信息核实" },
    { path: "certificates/index", ready: "继续教育" },
    { path: "claim/index", ready: "业务申请流水号" },
    { path: "verify/index", ready: "查验证照真假" },
    { path: "verify/index?code=abc", ready: "不是真的" },
    {
      path: new URL(rating.url).pathname.slice("/pages/".length) + new URL(rating.url).search,
      ready: "请给这次服务打个分",
    },
  ];
}
