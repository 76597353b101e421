// Fetches a case's materials (CX3001) and holds the zip against what the application itself carried.
import { nextSerial } from "./feedback.ts";
import type { Case } from "./ledger.ts";
import type { PortalAnswer, PortalClient } from "./portal-client.ts";
import type { Province } from "./province.ts";
import { readZip } from "./zip.ts";

/** Throws where the portal has nothing for us yet: to be asked again. */
export async function fetchMaterials(province: Province, portal: PortalClient, found: Case): Promise<void> {
  const applyName = [...(found.values.applyName ?? "")].slice(0, 8).join("");
  const text = JSON.stringify({ CX3001: { businessSn: found.sn, applyName } });
  const answer = await portal.send("CX3001", text, nextSerial(province.region));
  if (!answer.file) throw new Error(`${answer.code} ${answer.message}`);
  const faults = checkZip(found, answer.file);
  province.ledger.record({ t: "materials", at: Date.now(), sn: found.sn, ok: faults.length === 0, faults });
}

function checkZip(found: Case, { bytes, disposition }: NonNullable<PortalAnswer["file"]>): string[] {
  const faults: string[] = [];
  if (!disposition.includes(`MaterialFile-${found.sn}.zip`))
    faults.push(`Content-Disposition 应含 MaterialFile-${found.sn}.zip，实为 ${disposition}`);
  try {
    const entries = readZip(bytes);
    for (const { name, utf8, bytes: content } of entries) {
      if (!utf8) faults.push(`${name}：文件名没有 UTF-8 标志`);
      if (!content.subarray(0, 5).equals(Buffer.from("%PDF-"))) faults.push(`${name}：不是 PDF`);
    }
    const names = entries.map(({ name }) => name).sort();
    const wanted = namesOf(found).sort();
    for (const name of wanted) if (!names.includes(name)) faults.push(`缺少 ${name}`);
    for (const name of names) if (!wanted.includes(name)) faults.push(`多出 ${name}`);
    if (new Set(names).size !== names.length) faults.push("有重名的文件");
  } catch (error) {
    faults.push((error as Error).message);
  }
  return faults;
}

/** 申请材料-<流水号>_<附件类型>_<序列号>.pdf, counted from 0 within a type; SQ1011 names its files itself. */
function namesOf({ sn, attachments }: Case): string[] {
  const counts = new Map<string, number>();
  return attachments.map(({ imageType, name }) => {
    const count = counts.get(imageType) ?? 0;
    counts.set(imageType, count + 1);
    return name ?? `申请材料-${sn}_${imageType}_${count}.pdf`;
  });
}
