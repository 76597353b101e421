import { Type } from "@sinclair/typebox";
import type { WindowRatingAnswer } from "shared-types";
import { readCase } from "../cases/read.ts";
import { qrPicture } from "../certificates/qr-picture.ts";
import { AppError } from "../errors.ts";
import { limitRate } from "../middlewares/limit-rate.ts";
import { sendFile } from "../middlewares/send-file.ts";
import { rateAtWindow, windowRatingForm, windowRatingUrl } from "../requests/window-rating.ts";
import { codes, definition } from "./requests.ts";
import { route } from "./route.ts";
import { answers, closed, digest, of, submitId, text, time } from "./schemas.ts";

const params = closed({ token: Type.String({ pattern: "^[0-9A-Za-z_-]{64}$" }) });

export const getWindowRatingAddress = route({
  method: "GET",
  path: "/api/cases/:caseId/window-rating",
  summary: "The address behind the QR at a window: rating this case without a sign-in",
  access: "person",
  params: closed({ caseId: digest }),
  answer: closed({ url: text }),
  async act({ params, session, services }) {
    const found = await readCase(session.ownerId, params.caseId);
    if (found === null) throw new AppError("notFound");
    return { url: windowRatingUrl(found._id, services.publicUrl) };
  },
});

export const getWindowRatingCode = route({
  method: "GET",
  path: "/api/cases/:caseId/window-rating.png",
  summary: "That address as a QR, for the receipt",
  access: "person",
  params: closed({ caseId: digest }),
  answer: null,
  async act({ params, session, ctx, services }) {
    const found = await readCase(session.ownerId, params.caseId);
    if (found === null) throw new AppError("notFound");
    sendFile(ctx, await qrPicture(windowRatingUrl(found._id, services.publicUrl)));
  },
});

export const getWindowRating = route({
  method: "GET",
  path: "/api/window-ratings/:token",
  summary: "The rating form behind the QR at a window",
  access: "public",
  params,
  answer: of<WindowRatingAnswer>(closed({ title: text, regionName: text, definition, codes })),
  async act({ params, ctx, services }) {
    await limitRate(`window-rating:${ctx.ip}`, 1_000, 600, services.now());
    return windowRatingForm(params.token, services);
  },
});

export const postWindowRating = route({
  method: "POST",
  path: "/api/window-ratings/:token",
  summary: "Rates the case behind the QR at a window; the same submitId twice is one rating",
  access: "public",
  params,
  body: closed({ submitId, answers }),
  answer: closed({ submittedAt: time }),
  statuses: [201, 200],
  async act({ params, body, ctx, services }) {
    const now = services.now();
    // One window's device serves many people; one case is rated by one person.
    await limitRate(`window-rating:${ctx.ip}`, 1_000, 600, now);
    await limitRate(`window-rating:${params.token}`, 20, 600, now);
    const { asked, created } = await rateAtWindow(params.token, body, services);
    ctx.status = created ? 201 : 200;
    return { submittedAt: asked.submittedAt };
  },
});
