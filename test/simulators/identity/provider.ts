// OpenID Connect by oidc-provider: code flow with PKCE, one client (the portal), accounts from the demo people.
import type { ClientMetadata, Configuration, JWK, Provider } from "oidc-provider";
import { accounts } from "./accounts.ts";

export interface ProviderKeys {
  readonly jwks: readonly JWK[];
  readonly cookieKeys: readonly string[];
}

/** `client`: the portal's id, secret and redirect addresses. */
export async function makeProvider(
  issuer: string,
  client: ClientMetadata,
  keys: ProviderKeys,
): Promise<Provider> {
  const { Provider: Made, interactionPolicy } = await withoutRuntimeWarning(() => import("oidc-provider"));
  const { Check, base } = interactionPolicy;
  const policy = base();
  // Every sign-in shows the page, so that another person can be chosen; a real system would remember.
  policy
    .get("login")
    ?.checks.add(
      new Check("choose_person", "Somebody has to be chosen", (ctx) =>
        ctx.oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  const configuration: Configuration = {
    clients: [client],
    jwks: { keys: [...keys.jwks] },
    cookies: { keys: [...keys.cookieKeys] },
    claims: {
      openid: ["sub"],
      profile: ["name", "gender", "phone_number", "id_number", "id_type", "org_name", "credit_code"],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    findAccount: (_ctx, id) => {
      const account = accounts.get(id);
      return account && { accountId: id, claims: () => account.claims };
    },
    interactions: { policy, url: (_ctx, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: grantAll,
    pkce: { required: () => true },
    renderError: (ctx, { error }) => {
      ctx.type = "html";
      ctx.body = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>统一身份认证（模拟）</title><p>登录没有完成（${error.replace(/\W/g, " ")}）。请回到原来的页面重新登录。</p></html>`;
    },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 3600,
      Interaction: 3600,
      Session: 3600,
    },
  };
  return new Made(issuer, configuration);
}

// The one client is the portal itself: people are not asked whether it may know them.
const grantAll: Configuration["loadExistingGrant"] = async (ctx) => {
  const { provider, client, session } = ctx.oidc;
  const grant = new provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
  grant.addOIDCScope("openid profile");
  await grant.save();
  return grant;
};

// Its runtimes begin at Node 22; what is used here runs on 20.19 too, as the tests show.
async function withoutRuntimeWarning<T>(load: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes("Unsupported runtime")) warn(...words);
  };
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}
