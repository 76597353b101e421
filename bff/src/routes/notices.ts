import { Type } from "@sinclair/typebox";
import type { NoticesAnswer, WindowCaseClaim } from "shared-types";
import { claimWindowCase } from "../cases/claim-window-case.ts";
import { confirmMine, noticesFor } from "../cases/notices.ts";
import { AppError } from "../errors.ts";
import { requireFresh } from "../identity/sessions.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import { route } from "./route.ts";
import { closed, digest, nothing, of, region, text, time } from "./schemas.ts";

export const listNotices = route({
  method: "GET",
  path: "/api/notices",
  summary: "Cases in this person's name that he did not begin here and has said nothing about yet",
  access: "person",
  answer: of<NoticesAnswer>(
    closed({
      notices: Type.Array(
        closed({
          caseId: digest,
          title: text,
          regionName: text,
          since: time,
          words: text,
          own: Type.Boolean(),
        }),
      ),
    }),
  ),
  act: async ({ session, services }) => ({ notices: await noticesFor(session, services.config()) }),
});

export const confirmCase = route({
  method: "POST",
  path: "/api/notices/:caseId/mine",
  summary: "Says that such a case is this person's own",
  access: "person",
  params: closed({ caseId: digest }),
  answer: nothing,
  async act({ params, session }) {
    if (!(await confirmMine(session, params.caseId))) throw new AppError("notFound");
    return {};
  },
});

export const claimCase = route({
  method: "POST",
  path: "/api/window-cases",
  summary: "Claims a case of an office window by its number; needs a fresh sign-in",
  access: "person",
  body: of<WindowCaseClaim>(
    closed({ businessSn: Type.String({ minLength: 1, maxLength: 64 }), place: region }),
  ),
  answer: closed({ caseId: digest }),
  async act({ body, session, services }) {
    requireFresh(session, services.now());
    await limitRate(`claim:${session.ownerId}`, 10, 3_600, services.now());
    return { caseId: await claimWindowCase(body, session) };
  },
});
