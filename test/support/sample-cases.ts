// Applications as Appendix A asks for them, the least that is right.
import { stamp } from "../simulators/province/times.ts";

/** The smallest bytes that begin and end like a JPEG. */
export const tinyJpeg = Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex").toString("base64");
const pictures = (...types: string[]) => types.map((imageType) => ({ imageType, base64Binary: tinyJpeg }));

let count = 0;
export const nextBusinessSn = (region: string): string =>
  `${region}000${stamp().slice(0, 8)}${String(++count).padStart(7, "0")}`;

/** A renewal of a driver's certificate (A.1.3). */
export const renewal = (businessSn: string, change: Record<string, unknown> = {}) => ({
  exchangeInfo: {
    businessSn,
    applyDate: stamp(),
    applyName: "测试甲",
    sex: "1",
    address: "某市某路 1 号",
    telephone: "13800000001",
    idType: "1",
    idCard: "110101197001019918",
    certificateCode: "110101197001019918",
    workTypeCode: "02",
    certificateFirstIssueDate: "20150601",
    applyReason: "到期换证",
    payment: "2",
    ...change,
  },
  certificateInfo: pictures("15", "6", "9", "11"),
});
