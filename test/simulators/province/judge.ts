// One business message, opened: is it right, is it new, does it come in order? It is kept with the verdict before that goes out.
import { type Attachment, checkBody } from "./check-body.ts";
import { checkConditions, checkMaterials } from "./check-conditions.ts";
import { checkBusinessSn } from "./check-header.ts";
import type { Received } from "./entries.ts";
import type { Header } from "./envelope.ts";
import { type Fault, fault, wordsOf } from "./fault.ts";
import type { Ledger } from "./ledger.ts";
import { type Province, waivers } from "./province.ts";
import { reply } from "./replies.ts";
import { sm3 } from "./sm.ts";

export function judge(
  province: Province,
  header: Header,
  text: string,
  early: readonly Fault[],
): { code: string; message: string } {
  const { ledger, dialect } = province;
  const ipc = header.IPCType;
  const hash = sm3(Buffer.from(`${ipc}\n${text}`, "utf8"));
  const known = ledger.answered.get(header.SerialNum);
  const { values, attachments, faults } = checkBody(ipc, text, dialect.rootAsArray);
  const keep = (found: readonly Fault[], code: string, taken: boolean) =>
    ledger.record({
      t: "received",
      at: Date.now(),
      ipc,
      serial: header.SerialNum,
      sn: values.businessSn ?? "",
      hash,
      values,
      attachments: taken ? keepFiles(ledger, ipc, attachments) : [],
      faults: found,
      code,
      taken,
    });

  if (known?.hash === hash && known.ipc === ipc) {
    const code = dialect.refusesResends ? "1001" : "0000";
    keep(early, code, false);
    return dialect.refusesResends
      ? { code, message: "重复：该报文已收到，请勿重复提交" }
      : { code, message: "成功" };
  }
  const all = [...early, ...faults];
  if (known) all.push(fault("Header.SerialNum", "同一流水号用于内容不同的报文"));
  if (faults.length === 0) {
    all.push(
      ...checkConditions(ipc, values),
      ...checkMaterials(ipc, values, attachments, waivers[province.region]?.[ipc]),
      ...checkNumbers(province, ipc, values, hash),
    );
  }
  const first = all[0];
  keep(all, first?.code ?? "0000", first === undefined);
  if (first) return { code: first.code, message: wordsOf(first) };
  reply(province, ipc, values);
  return { code: "0000", message: "成功" };
}

/** B.1, one case a number, and the application before all that follows it. */
function checkNumbers(
  { ledger, region }: Province,
  ipc: string,
  values: Received["values"],
  hash: string,
): Fault[] {
  const sn = values.businessSn;
  if (sn === undefined) return [];
  const path = `${ipc}.businessSn`;
  const held = ledger.cases.get(sn);
  if (ipc.startsWith("SQ")) {
    if (!held) return checkBusinessSn(sn, region, path);
    const same = [...ledger.answered.values()].some((message) => message.sn === sn && message.hash === hash);
    return [fault(path, same ? "同一办件用新的流水号重复发送" : "该业务申请流水号已用于另一办件")];
  }
  if (ipc === "HS1001") return checkBusinessSn(sn, region, path);
  if (!held) return [fault(path, "没有这个办件：申请报文尚未到达")];
  return values.interType && values.interType !== held.business
    ? [fault(`${ipc}.interType`, `该办件的业务类型是 ${held.business}`)]
    : [];
}

function keepFiles(ledger: Ledger, ipc: string, attachments: readonly Attachment[]): Received["attachments"] {
  return attachments.map(({ imageType = "", base64Binary = "" }) => {
    if (ipc === "SQ1011") return { imageType, name: base64Binary };
    const bytes = Buffer.from(base64Binary, "base64");
    return { imageType, file: ledger.keep(bytes), bytes: bytes.length };
  });
}
