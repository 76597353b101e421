import { randomBytes } from "node:crypto";
import * as oidc from "openid-client";
import { sm3Hex } from "../crypto/provider.ts";
import { seal, unseal } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import type { OidcSettings } from "../settings.ts";
import { type SignInDoc, SignIns } from "./models.ts";
import type { VerifiedIdentity } from "./owners.ts";

/** Sign-in at the unified identity system (统一身份认证) by OpenID Connect. */
export interface UnifiedIdentity {
  /**
   * Where the browser goes, and what it keeps in a cookie until it comes back to `ourUrl` + `callbackPath`.
   * Throws `signInAway`.
   */
  begin(wish: Wish, ourUrl: string, now: Date): Promise<{ url: string; cookie: string }>;
  /** The verified identity when the browser is back. Throws `signInFailed` or `signInAway`. */
  finish(
    currentUrl: URL,
    cookie: string | undefined,
    now: Date,
  ): Promise<{ identity: VerifiedIdentity; signedInAt: Date } & Pick<Wish, "returnTo" | "miniProgram">>;
}

interface Wish {
  readonly returnTo: string;
  /** The person has to prove who he is, even if the identity system still knows him. */
  readonly fresh: boolean;
  /** The secret of the mini-program that waits for the outcome; null in a browser. */
  readonly miniProgram: string | null;
}

const tenMinutes = 600_000;
/** Seconds after which the identity system asks again who somebody is; as long as a session of ours lasts. */
const maxAge = 43_200;

export const callbackPath = "/api/sign-in/unified/callback";

/** Begins the `state` of a sign-in for the mini-program, so that its failure too is shown to whom it belongs. */
const forMiniProgram = "mini-program.";

/** Whether the browser that comes back is the mini-program's. It decides what a failure looks like, and nothing else. */
export const isForMiniProgram = ({ searchParams }: URL) =>
  (searchParams.get("state") ?? "").startsWith(forMiniProgram);

export function unifiedIdentity(settings: OidcSettings): UnifiedIdentity {
  let known: Promise<oidc.Configuration> | null = null;
  // Asked for at the first sign-in, so that we start without the identity system; a failure is asked again.
  const provider = () => {
    known ??= discover(settings).catch((cause) => {
      known = null;
      throw new AppError("signInAway", { cause });
    });
    return known;
  };
  return {
    async begin({ returnTo, fresh, miniProgram }, ourUrl, now) {
      const config = await provider();
      const cookie = randomBytes(32).toString("base64url");
      const id = sm3Hex(cookie);
      const [state, nonce, verifier] = [
        (miniProgram === null ? "" : forMiniProgram) + oidc.randomState(),
        oidc.randomNonce(),
        oidc.randomPKCECodeVerifier(),
      ];
      await SignIns.create({
        ...{
          _id: id,
          state,
          nonce,
          returnTo,
          miniProgram,
          verifier: seal(verifier, { id, path: "verifier" }),
        },
        endsAt: new Date(now.getTime() + tenMinutes),
      });
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: ourUrl + callbackPath,
        scope: "openid profile",
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        // Makes the identity system say when the person signed in there (`auth_time`).
        max_age: String(maxAge),
        ...(fresh && { prompt: "login" }),
        ...{ state, nonce },
      });
      return { url: url.href, cookie };
    },
    async finish(currentUrl, cookie, now) {
      if (cookie === undefined) throw new AppError("signInFailed");
      // Taken out at once: an authorization response works a single time.
      const begun = await SignIns.findOneAndDelete({ _id: sm3Hex(cookie) }).lean();
      if (begun === null || begun.endsAt <= now) throw new AppError("signInFailed");
      const claims = await claimsOf(await provider(), currentUrl, begun);
      const signedInAt = new Date(Math.min(now.getTime(), Number(claims.auth_time) * 1_000));
      const { returnTo, miniProgram } = begun;
      return { identity: identityOf(claims), returnTo, miniProgram: miniProgram ?? null, signedInAt };
    },
  };
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<oidc.Configuration> {
  // The settings let http through on loopback only.
  const execute = issuer.startsWith("http:") ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: 10 });
}

async function claimsOf(
  config: oidc.Configuration,
  url: URL,
  begun: SignInDoc,
): Promise<Record<string, unknown>> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, url, {
      pkceCodeVerifier: unseal(begun.verifier, { id: begun._id, path: "verifier" }),
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      maxAge,
    });
    const claims = tokens.claims();
    if (claims === undefined) throw new AppError("signInFailed");
    if (claims.id_number !== undefined) return claims;
    return { ...claims, ...(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)) };
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError("signInFailed", { cause });
  }
}

/** Our shape of the claims; without a verified name and number nobody is let in. */
export function identityOf(claims: Record<string, unknown>): VerifiedIdentity {
  const text = (name: string) => {
    const value = claims[name];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  const [name, idCard] = [text("name"), text("id_number")];
  if (name === null || idCard === null)
    throw new AppError("signInFailed", { message: "统一身份认证没有提供实名信息，请先完成实名认证。" });
  const [firmName, creditCode] = [text("org_name"), text("credit_code")];
  return {
    person: {
      name,
      idCard,
      idType: text("id_type") ?? "1",
      phone: text("phone_number"),
      sex: text("gender"),
    },
    firm: firmName === null || creditCode === null ? null : { name: firmName, creditCode },
  };
}
