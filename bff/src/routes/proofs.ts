import { Type } from "@sinclair/typebox";
import type { SignedHead } from "../audit/close-day.ts";
import { AuditHeads } from "../audit/model.ts";
import { presentWholeCase } from "../cases/present.ts";
import { readCase } from "../cases/read.ts";
import { keysInUse } from "../crypto/sealed.ts";
import { AppError } from "../errors.ts";
import { makeProof } from "../proofs/make-proof.ts";
import { proofPdf } from "../proofs/proof-pdf.ts";
import { route } from "./route.ts";
import { closed, digest, of, text } from "./schemas.ts";

const params = closed({ caseId: digest });

async function proofOfCase(ownerId: string, caseId: string) {
  const found = await readCase(ownerId, caseId);
  const proof = found && (await makeProof(found));
  if (found === null || proof === null) throw new AppError("notFound");
  return { found, proof };
}

export const getProof = route({
  method: "GET",
  path: "/api/cases/:caseId/proof.json",
  summary: "The proof of an application as far as it has grown (docs/proof.md), for the owner",
  access: "person",
  params,
  answer: null,
  async act({ params, session, ctx }) {
    const { found, proof } = await proofOfCase(session.ownerId, params.caseId);
    ctx.set("Content-Disposition", `attachment; filename="proof-${found.businessSn}.json"`);
    ctx.body = proof;
  },
});

export const getProofPdf = route({
  method: "GET",
  path: "/api/cases/:caseId/proof.pdf",
  summary: "The same as a PDF to read and print, which holds the whole proof",
  access: "person",
  params,
  answer: null,
  async act({ params, session, ctx, services }) {
    const { found, proof } = await proofOfCase(session.ownerId, params.caseId);
    const shown = presentWholeCase(found, services.config(), services.now());
    ctx.set("Content-Disposition", `attachment; filename="proof-${found.businessSn}.pdf"`);
    ctx.type = "application/pdf";
    ctx.body = await proofPdf(proof, shown, `${services.publicUrl}/verify-proof`);
  },
});

const range = closed({ chain: text, from: Type.Integer(), to: Type.Integer(), last: digest });

export const listAuditHeads = route({
  method: "GET",
  path: "/api/audit-heads",
  summary:
    "The signed Merkle heads of the audit trail, the latest first: keep them, and nobody can date back",
  access: "public",
  query: closed({ before: Type.Optional(Type.String({ pattern: "^[0-9]{8}$" })) }),
  answer: of<{ publicKey: string; heads: SignedHead[] }>(
    closed({
      publicKey: text,
      heads: Type.Array(
        closed({
          ...{ day: text, ranges: Type.Array(range), entries: Type.Integer(), root: digest, prev: digest },
          ...{ hash: digest, signature: text, publicKey: text },
        }),
      ),
    }),
  ),
  async act({ query: { before } }) {
    const found = await AuditHeads.collection
      .find((before === undefined ? {} : { _id: { $lt: before } }) as never, { projection: { _id: 0 } })
      .sort({ _id: -1 })
      .limit(400)
      .toArray();
    return { publicKey: keysInUse().sm2.publicKey, heads: found as unknown as SignedHead[] };
  },
});
