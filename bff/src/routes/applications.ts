import type { ApplicationAnswer } from "shared-types";
import { apply } from "../cases/apply.ts";
import { route } from "./route.ts";
import { answers, attachments, closed, code, digest, of, submitId, text, time } from "./schemas.ts";

export const submit = route({
  method: "POST",
  path: "/api/applications",
  summary:
    "Takes an application: 201 once it is kept safe, 200 for the same again, 409 for the same id with other content",
  access: "person",
  body: closed({ submitId, business: code, answers, attachments }),
  answer: of<ApplicationAnswer>(closed({ caseId: digest, businessSn: text, submittedAt: time })),
  statuses: [201, 200],
  async act({ body, session, ctx, services }) {
    const { case: made, created } = await apply(body, session, services);
    ctx.status = created ? 201 : 200;
    return { caseId: made._id, businessSn: made.businessSn, submittedAt: made.createdAt.toISOString() };
  },
});
