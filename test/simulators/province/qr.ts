// The 交通二维码 of a voucher, which the portal makes and signs (CX1002).
import { nextSerial } from "./feedback.ts";
import type { Grey } from "./pdf.ts";
import type { PortalClient } from "./portal-client.ts";
import type { Province } from "./province.ts";
import { noteFault } from "./receive.ts";
import { stamp } from "./times.ts";

interface About {
  readonly businessSn: string;
  readonly recordType: string;
  readonly number: string;
}

/** The portal has answered, but with no picture. */
export class NoQr extends Error {}

/** The picture. Throws NoQr where the portal answers anything but one; a picture that no phone could read is noted. */
export async function askForQr(
  province: Province,
  portal: PortalClient,
  { businessSn, recordType, number }: About,
): Promise<Grey> {
  const { region } = province;
  const asked = { businessSn, recordType, checkCertifyNo: number, applyDate: stamp(), areaCode: region };
  const answer = await portal.send("CX1002", JSON.stringify({ CX1002: asked }), nextSerial(region));
  if (answer.code !== "0000") throw new NoQr(`CX1002 ${answer.code} ${answer.message}`);
  const { base64Binary = "" } =
    (JSON.parse(answer.text || "{}") as { CX1002?: { base64Binary?: string } }).CX1002 ?? {};
  if (base64Binary === "") throw new NoQr("CX1002 的应答没有二维码");
  const { Jimp } = await import("jimp");
  const { width, height, data } = (await Jimp.read(Buffer.from(base64Binary, "base64"))).bitmap;
  await judge(province, { width, height, data });
  const pixels = Buffer.alloc(width * height);
  for (let at = 0; at < pixels.length; at++) pixels[at] = data[at * 4]!;
  return { width, height, pixels };
}

async function judge(province: Province, bitmap: { width: number; height: number; data: Buffer }) {
  const { default: decode } = await import("qr/decode.js");
  try {
    if (!/^https?:/.test(decode(bitmap))) noteFault(province, "CX1002.base64Binary", "二维码不是网址");
  } catch {
    noteFault(province, "CX1002.base64Binary", "二维码不能识读");
  }
}
