import { keysInUse } from "../crypto/sealed.ts";
import { isSignedBy, sign } from "../crypto/signature.ts";

/** What a 交通二维码 says; short names, since every letter makes the picture finer. */
export interface QrContent {
  /** 二维码业务类型代码 (B.9): 1 vehicle inspection, 2 assessment of a driver. */
  readonly type: string;
  readonly number: string;
  /** 6-digit code of the place that issued it. */
  readonly region: string;
  /** As the province wrote it. */
  readonly applyDate: string;
  readonly businessSn: string;
}

/** What each type (B.9) is a QR of. */
export const qrTitles: Readonly<Record<string, string>> = {
  1: "普通货运车辆网上年度审验凭证",
  2: "道路运输驾驶员诚信（信誉）考核凭证",
};

/** Content and our SM2 signature over it, as text that may stand in an address: nothing is stored. */
export function qrCodeOf({ type, number, region, applyDate, businessSn }: QrContent): string {
  const text = JSON.stringify([type, number, region, applyDate, businessSn]);
  const signature = Buffer.from(sign(domain + text, keysInUse().sm2), "hex");
  return `${Buffer.from(text).toString("base64url")}.${signature.toString("base64url")}`;
}

/** The content of a code that we signed; null for a forged or altered one. */
export function readQrCode(code: string): QrContent | null {
  const [content = "", signature = "", ...more] = code.split(".");
  const text = Buffer.from(content, "base64url").toString();
  const hex = Buffer.from(signature, "base64url").toString("hex");
  // A second spelling of the same bytes is none of ours.
  const same = `${Buffer.from(text).toString("base64url")}.${Buffer.from(hex, "hex").toString("base64url")}`;
  if (more.length > 0 || same !== code) return null;
  if (!isSignedBy(domain + text, hex, keysInUse().sm2.publicKey)) return null;
  const [type, number, region, applyDate, businessSn] = JSON.parse(text) as string[];
  return { type, number, region, applyDate, businessSn } as QrContent;
}

/** The page that a scanned code leads to. */
export function qrPage(code: string, publicUrl: string): string {
  return `${publicUrl}/pages/verify/index?code=${code}`;
}

// So that no other signature of ours can pass for one of these.
const domain = "road-transport-portal/qr-1\n";
