import { valuesOf } from "shared-types/body.ts";
import type { DirectHandler } from "./handler.ts";

/** CX3001 (A.2.5): the materials of a case as a zip of PDFs; on an error the usual answer with its code. */
export const materials: DirectHandler = {
  kind: "direct",
  open: false,
  async handle({ peer, body }, { deps }) {
    const { businessSn = "", applyName = "" } = valuesOf("CX3001", body).values;
    const zip = await deps.materialsZip(businessSn, applyName, peer.region);
    if ("code" in zip) return zip;
    const named = `attachment; filename="materials.zip"; filename*=UTF-8''${encodeURIComponent(zip.name)}`;
    const plain = /^[\w.-]+$/.test(zip.name) ? `attachment; filename="${zip.name}"` : named;
    const headers = { "Content-Type": "application/zip", "Content-Disposition": plain };
    return { http: { status: 200, headers, body: zip.bytes } };
  },
};
