// What a new driver does to apply for his certificate (SQ1005).
import type { Page } from "playwright-core";
import { begin, fillDate, next, photosStep, send } from "./renewal.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name }).waitFor();

export async function firstLicence(page: Page, url: string) {
  await begin(page, url, /我要开货车/);
  await heading(page, "申请什么、在哪里申请");
  await page.getByLabel("初领").check();
  await page
    .getByLabel(/普通货物运输/)
    .first()
    .check();
  await page.getByLabel("户籍所在地").check();
  await next(page);
  await heading(page, "本人信息");
  await page.getByLabel("学历").selectOption({ index: 3 });
  await page.getByLabel("住址").fill("北京市朝阳区测试路1号2单元301室");
  await next(page);
  await heading(page, "驾驶证和培训");
  await page.getByLabel(/^B2/).check();
  await fillDate(page, "驾驶证初领日期", ["2012", "9", "1"]);
  await page.getByLabel("培训单位").fill("北京测试驾驶培训学校");
  await next(page);
  await heading(page, "领取证件");
  await page.getByLabel("邮寄").check();
  await page.getByLabel("收件地址").fill("北京市朝阳区测试路1号2单元301室");
  await next(page);
  await photosStep(page);
  await next(page);
  await send(page);
}
