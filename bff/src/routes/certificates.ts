import { setImmediate as nextTurn } from "node:timers/promises";
import { Type } from "@sinclair/typebox";
import type { CertificateSummary, CertificatesAnswer } from "shared-types";
import { getFile } from "../attachments/files.ts";
import { heldBy, heldNamed, isFit } from "../certificates/held.ts";
import { fileName, presentCertificate } from "../certificates/present-certificate.ts";
import { qrPage } from "../certificates/qr-code.ts";
import { qrPicture } from "../certificates/qr-picture.ts";
import { qrOf } from "../certificates/voucher-qr.ts";
import { AppError } from "../errors.ts";
import { sendFile } from "../middlewares/send-file.ts";
import { route } from "./route.ts";
import { closed, digest, of, text } from "./schemas.ts";

const params = closed({ id: Type.String({ pattern: "^[0-9a-f]{64}-[0-9a-f]{64}-[A-Za-z0-9]{1,40}$" }) });
const day = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d$" });

const summary = closed({
  id: text,
  kind: Type.Union([Type.Literal("voucher"), Type.Literal("certificate")]),
  ...{ title: text, number: text, holder: text, issuer: text, issuedOn: day },
  validUntil: Type.Optional(day),
  caseId: digest,
  file: Type.Optional(closed({ name: text, url: text })),
  missing: Type.Optional(text),
  // `page` once the code has been made: when its result came, or when its picture was first shown.
  qr: Type.Optional(closed({ image: text, page: Type.Optional(text) })),
});

export const listCertificates = route({
  method: "GET",
  path: "/api/certificates",
  summary:
    "Vouchers and certificates that came with results, the latest first; with a firm's also those of who acts for it",
  access: "person",
  answer: of<CertificatesAnswer>(closed({ certificates: Type.Array(summary) })),
  async act({ session }) {
    const certificates: CertificateSummary[] = [];
    for (const held of await heldBy(session)) {
      certificates.push(presentCertificate(held));
      // Others come in between.
      await nextTurn();
    }
    return { certificates };
  },
});

export const getCertificateFile = route({
  method: "GET",
  path: "/api/certificates/:id/file",
  summary: "The file of one of them, PDF or OFD",
  access: "person",
  params,
  answer: null,
  async act({ params, session, ctx }) {
    const held = await heldNamed(session, params.id);
    const bytes = held !== null && isFit(held) ? await getFile(held.file?.file ?? "") : null;
    if (held === null || bytes === null) throw new AppError("notFound");
    sendFile(ctx, bytes, fileName(held));
  },
});

export const getCertificateQr = route({
  method: "GET",
  path: "/api/certificates/:id/qr.png",
  summary: "The QR of a voucher, to show to somebody who wants to verify it",
  access: "person",
  params,
  answer: null,
  async act({ params, session, ctx, services }) {
    const held = await heldNamed(session, params.id);
    const code = held && (await qrOf(held));
    if (code === null) throw new AppError("notFound");
    ctx.type = "image/png";
    ctx.body = await qrPicture(qrPage(code, services.publicUrl));
  },
});
