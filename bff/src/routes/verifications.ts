import { Type } from "@sinclair/typebox";
import type { VerificationAnswer } from "shared-types";
import { verifyQr } from "../certificates/verify-qr.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import { route } from "./route.ts";
import { closed, of, text } from "./schemas.ts";

export const getVerification = route({
  method: "GET",
  path: "/api/verifications/:code",
  summary: "What a scanned QR of a voucher says: whether we signed it, and what is known of it",
  access: "public",
  params: closed({ code: Type.String({ pattern: "^[0-9A-Za-z_.-]{40,1500}$" }) }),
  answer: of<VerificationAnswer>(
    closed({
      ...{ genuine: Type.Boolean(), words: text },
      ...{ title: Type.Optional(text), number: Type.Optional(text), holder: Type.Optional(text) },
      ...{ issuer: Type.Optional(text), issuedOn: Type.Optional(text), validUntil: Type.Optional(text) },
    }),
  ),
  async act({ params, ctx, services }) {
    await limitRate(`verification:${ctx.ip}`, 300, 600, services.now());
    return verifyQr(params.code, services.config());
  },
});
