// The sign-in page: one button for each demo account.
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Provider } from "oidc-provider";
import { html, page } from "../html.ts";
import { accounts } from "./accounts.ts";

/** Takes /interaction/<uid>: GET shows the page, POST `account=<id>` signs in and goes back to the portal. */
export async function signIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (request.method !== "POST") {
      const { uid } = await provider.interactionDetails(request, response);
      return show(response, 200, signInPage(uid));
    }
    const account = new URLSearchParams(await textOf(request)).get("account") ?? "";
    if (!accounts.has(account)) return show(response, 400, sorry("没有这个演示账号。"));
    await forgetLast(provider, request, response);
    await provider.interactionFinished(request, response, { login: { accountId: account, remember: false } });
  } catch {
    show(response, 400, sorry("这次登录已经过期。请回到原来的页面重新登录。"));
  }
}

// Another person at the same browser starts clean; otherwise the provider would ask him to sign the last one out.
async function forgetLast(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response);
  const last = interaction.session && (await provider.Session.findByUid(interaction.session.uid));
  if (!last) return;
  Object.assign(last, { accountId: undefined, authorizations: undefined });
  Object.assign(interaction, { session: undefined });
  await Promise.all([last.persist(), interaction.persist()]);
}

function signInPage(uid: string): string {
  const buttons = [...accounts].map(
    ([id, { title, note }]) =>
      html`<button name="account" value="${id}">${title}<small>${note}</small></button>`,
  );
  return page(
    "统一身份认证（模拟）",
    html`<p class="soft">演示环境：选一个演示账号登录，不需要密码。人员和企业都是虚构的。</p>`,
    html`<section class="people"><h2>选择登录账号</h2><form method="post" action="/interaction/${uid}">${buttons}</form></section>`,
    { narrow: true },
  );
}

const sorry = (words: string) =>
  page("统一身份认证（模拟）", html``, html`<section><p>${words}</p></section>`, { narrow: true });

function show(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, { "content-type": "text/html;charset=utf-8", "cache-control": "no-store" })
    .end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const part of request) {
    text += part;
    if (text.length > 10_000) throw new Error("too long");
  }
  return text;
}
